package io.mailtrek.store.exchange.form;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Reads vCards of every version as one of version 3 (RFC 2426). */
final class Card {
  private Card() {}

  /** The first card. */
  static Component of(Content content) throws PermanentException {
    Component card = card(content);
    boolean three = card.value("VERSION").filter("3.0"::equals).isPresent();
    return three ? card : card(converted(content));
  }

  private static Component card(Content content) throws PermanentException {
    return Component.of(content).parts("VCARD").stream()
        .findFirst()
        .orElseThrow(() -> new PermanentException(Problem.UNREADABLE, "The item is no vCard"));
  }

  private static Content converted(Content content) throws PermanentException {
    String text = new String(content.toByteArray(), StandardCharsets.UTF_8);
    StringWriter out = new StringWriter();
    try (VCardReader reader = new VCardReader(text);
        VCardWriter writer = new VCardWriter(out, VCardVersion.V3_0)) {
      VCard card = reader.readNext();
      if (card == null) {
        throw new PermanentException(Problem.UNREADABLE, "The item is no vCard");
      }
      writer.setAddProdId(false);
      writer.setVersionStrict(false);
      writer.write(card);
    } catch (IOException e) {
      throw new PermanentException(
          Problem.UNREADABLE, "The vCard can't be read: " + e.getMessage());
    }
    return Content.of(out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
