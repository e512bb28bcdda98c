package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.HtmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What events, tasks, journals and notes have in common, as lines of iCalendar. */
final class CommonText {
  /** For what has no date at all: the same at every try. */
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

  private CommonText() {}

  /** The id of an item at every place, the same at every try. */
  static String uid(Told told) {
    return told.text("UID")
        .or(() -> told.extended(Mapi.UID))
        .or(() -> told.extended(Mapi.GLOBAL_OBJECT_ID).map(CommonText::hash))
        .or(() -> told.extended(Mapi.SEARCH_KEY).map(CommonText::hash))
        .or(
            () ->
                told.child("ItemId")
                    .flatMap(id -> id.element().attribute("Id"))
                    .map(CommonText::hash))
        .orElseGet(() -> hash(told.text("Subject").orElse("")));
  }

  private static String hash(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** UID and the dates of an item itself. */
  static void identity(CalendarText out, Told told, String uid) {
    out.text("UID", uid);
    Optional<Instant> modified = told.instant("LastModifiedTime");
    Optional<Instant> created = told.instant("DateTimeCreated");
    out.time("DTSTAMP", Optional.of(modified.or(() -> created).orElse(LONG_AGO)));
    Optional<String> first =
        kept(told).stream().filter(line -> line.startsWith("CREATED:")).findFirst();
    first.ifPresentOrElse(out::line, () -> out.time("CREATED", created));
    out.time("LAST-MODIFIED", modified);
  }

  /** What people wrote into it. */
  static void substance(CalendarText out, Told told) {
    out.text("SUMMARY", told.text("Subject"));
    told.child("Body").ifPresent(body -> body(out, body));
    told.text("Sensitivity")
        .map(
            word ->
                switch (word.strip()) {
                  case "Private" -> "PRIVATE";
                  case "Confidential" -> "CONFIDENTIAL";
                  case "Personal" -> "X-PERSONAL";
                  default -> "PUBLIC";
                })
        .ifPresent(word -> out.line("CLASS:" + word));
  }

  /** PRIORITY, which journal entries do not have. */
  static void priority(CalendarText out, Told told) {
    told.text("Importance")
        .flatMap(
            word ->
                switch (word.strip()) {
                  case "High" -> Optional.of("1");
                  case "Low" -> Optional.of("9");
                  default -> Optional.empty();
                })
        .ifPresent(number -> out.line("PRIORITY:" + number));
  }

  static void body(CalendarText out, Told body) {
    String text = body.element().text();
    if (text.isBlank()) {
      return;
    }
    if (body.element().attribute("BodyType").filter("HTML"::equals).isEmpty()) {
      out.text("DESCRIPTION", text.strip());
      return;
    }
    out.text("DESCRIPTION", HtmlText.toText(text));
    out.text("X-ALT-DESC;FMTTYPE=text/html", text);
  }

  /** Files within the item (RFC 5545 §3.8.1.1). */
  static void attachments(CalendarText out, List<Attachment> attachments) {
    for (Attachment file : attachments) {
      out.file(
          "ATTACH;VALUE=BINARY;ENCODING=BASE64"
              + ";FMTTYPE="
              + CalendarText.parameter(
                  file.contentType()
                      .filter(type -> type.matches("[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+"))
                      .orElse("application/octet-stream"))
              + ";FILENAME="
              + CalendarText.parameter(file.name()),
          file.content());
    }
  }

  /** Lines that Exchange has no place for, and kept. */
  static void kept(CalendarText out, Told told, int since) {
    out.kept(kept(told), since);
  }

  /** The lines that are kept. */
  static List<String> kept(Told told) {
    return told.extended(Mapi.KEPT).stream().flatMap(String::lines).toList();
  }
}
