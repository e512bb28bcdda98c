package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What events, tasks, journals and notes have in common, as fields of Exchange. */
final class CommonFields {
  private CommonFields() {}

  static void fill(Draft draft) {
    fill(draft, draft.source().texts("CATEGORIES"));
  }

  /** The same with other categories than those of the component. */
  static void fill(Draft draft, List<String> categories) {
    Component source = draft.source();
    draft
        .fields()
        .text("Subject", source.text("SUMMARY").map(CommonFields::oneLine))
        .text("Sensitivity", source.value("CLASS").flatMap(CommonFields::sensitivity))
        .strings("Categories", categories);
    draft.hold("SUMMARY", "CLASS", "CATEGORIES").hold(BodyText.NAMES);
    attachments(draft);
  }

  static String oneLine(String text) {
    return text.replaceAll("\\p{Cc}+", " ").strip();
  }

  private static Optional<String> sensitivity(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "PUBLIC" -> Optional.empty();
      case "CONFIDENTIAL" -> Optional.of("Confidential");
      case "X-PERSONAL" -> Optional.of("Personal");
      // RFC 5545 §3.8.1.3: what is not known is private.
      default -> Optional.of("Private");
    };
  }

  /** The id for what Exchange gives ids of its own. */
  static void uid(Draft draft) {
    draft.fields().extended(Mapi.UID, draft.source().value("UID"));
    draft.hold("UID");
  }

  /** Notes and journals are messages that nobody is to finish or to read. */
  static void read(Draft draft) {
    draft.fields().extended(Mapi.MESSAGE_FLAGS, Optional.of("1"));
  }

  /** From the nine steps of PRIORITY to three (RFC 5545 §3.8.1.9). */
  static void importance(Draft draft) {
    draft
        .source()
        .value("PRIORITY")
        .filter(value -> value.matches("\\d"))
        .map(Integer::parseInt)
        .filter(number -> number > 0 && number != 5)
        .ifPresent(number -> draft.fields().text("Importance", number < 5 ? "High" : "Low"));
    draft
        .source()
        .line("PRIORITY")
        .filter(line -> line.value().matches("[0159]"))
        .ifPresent(draft::take);
  }

  private static void attachments(Draft draft) {
    List<ContentLine> lines = draft.source().all("ATTACH").toList();
    for (ContentLine line : lines) {
      draft.take(line);
      boolean inside =
          line.parameter("VALUE").filter("BINARY"::equalsIgnoreCase).isPresent()
              || line.parameter("ENCODING").filter("BASE64"::equalsIgnoreCase).isPresent();
      if (!inside) {
        draft.note("Attachment: " + line.value().strip());
        draft.lose("an attachment that is elsewhere: its address is in the text");
        continue;
      }
      try {
        draft.attach(attachment(line, draft.attachments().size() + 1, line.decoded()));
      } catch (IllegalArgumentException e) {
        draft.lose("an attachment that can't be read");
      }
    }
  }

  private static Attachment attachment(ContentLine line, int number, Content file) {
    return new Attachment(
        line.parameter("FILENAME")
            .or(() -> line.parameter("X-FILENAME"))
            .or(() -> line.parameter("X-LABEL"))
            .map(CommonFields::oneLine)
            .filter(name -> !name.isEmpty())
            .orElse("attachment-" + number),
        line.parameter("FMTTYPE"),
        Optional.empty(),
        false,
        false,
        file);
  }
}
