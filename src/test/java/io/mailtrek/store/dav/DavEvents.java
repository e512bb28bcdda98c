package io.mailtrek.store.dav;

import io.mailtrek.store.Item;
import java.nio.charset.StandardCharsets;

/** The events that stand for numbered messages. */
final class DavEvents {
  private DavEvents() {}

  /** An event with its subject as its UID. */
  static byte[] event(String subject) {
    return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Contract//EN
        BEGIN:VEVENT
        UID:%1$s
        DTSTAMP:20210303T233607Z
        CREATED:20210303T233607Z
        DTSTART:20210401T090000Z
        DTEND:20210401T100000Z
        SUMMARY:%1$s
        END:VEVENT
        END:VCALENDAR
        """
        .formatted(subject)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The same event, with a fold in the middle of each ö. */
  static byte[] folded(byte[] event) {
    return new String(event, StandardCharsets.ISO_8859_1)
        .replace("\u00c3\u00b6", "\u00c3\r\n \u00b6")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** 17 of m17. */
  static long number(Item item) {
    return Long.parseLong(item.key().value().substring(1));
  }
}
