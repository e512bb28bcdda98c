package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** PHOTO (RFC 2426 §3.1.4) as the attachment that Exchange shows as the picture of a contact. */
final class ContactPhoto {
  /** The name by which Outlook knows it (MS-OXOCNTC §2.2.1.8.3). */
  private static final String NAME = "ContactPicture.jpg";

  private ContactPhoto() {}

  static void of(Draft draft) {
    Optional<ContentLine> photo = draft.source().line("PHOTO");
    if (photo.isEmpty()) {
      return;
    }
    draft.take(photo.get());
    String value = photo.get().value().strip();
    boolean data = value.toLowerCase(Locale.ROOT).startsWith("data:");
    boolean inside = data || photo.get().parameter("ENCODING").isPresent();
    if (!inside) {
      draft.note("Photo: " + value);
      draft.lose("a photo that is elsewhere: its address is in the notes");
      return;
    }
    try {
      byte[] bytes =
          Base64.getMimeDecoder().decode(value.substring(data ? value.indexOf(',') + 1 : 0));
      draft.attach(
          new Attachment(
              NAME,
              Optional.of("image/" + type(photo.get(), value)),
              Optional.empty(),
              false,
              true,
              Content.of(bytes)));
    } catch (IllegalArgumentException e) {
      draft.lose("a photo that can't be read");
    }
  }

  private static String type(ContentLine photo, String value) {
    String type =
        value.startsWith("data:image/")
            ? value.substring("data:image/".length()).split("[;,]", 2)[0]
            : photo.parameter("TYPE").orElse("jpeg").replaceFirst("(?i)^image/", "");
    return type.matches("[A-Za-z0-9.+-]+") ? type.toLowerCase(Locale.ROOT) : "jpeg";
  }
}
