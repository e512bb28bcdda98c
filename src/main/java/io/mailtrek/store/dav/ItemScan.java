package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a listing needs to know of an iCalendar object or a vCard, read with tolerance: what can't
 * be understood is passed over.
 *
 * @param uid its UID (RFC 5545 §3.8.4.7, RFC 6350 §6.7.6)
 * @param type what it is; empty where it holds nothing known
 * @param date when it was created, or else what comes closest
 * @param title its summary, or the name on a card
 * @param managed whether it has attachments that the server keeps (RFC 8607)
 */
record ItemScan(
    Optional<String> uid,
    Optional<ItemType> type,
    Optional<OffsetDateTime> date,
    Optional<String> title,
    boolean managed) {

  /** The category that makes a note of a journal entry. */
  static final String NOTES = "NOTES";

  /** Dates before that are none: some programs write the year 0 or 1900 for want of one. */
  private static final int FIRST_YEAR = 1971;

  static ItemScan of(Content content) {
    Reading reading = new Reading();
    for (ContentLine line : ContentLines.of(content)) {
      reading.line(line);
    }
    return reading.result();
  }

  private static final class Reading {
    private final List<String> inside = new ArrayList<>();
    private Optional<String> uid = Optional.empty();
    private Optional<String> title = Optional.empty();
    private Optional<ItemType> type = Optional.empty();
    private Optional<OffsetDateTime> created = Optional.empty();
    private Optional<OffsetDateTime> touched = Optional.empty();
    private boolean note;
    private boolean managed;

    void line(ContentLine line) {
      switch (line.name()) {
        case "BEGIN" -> begin(ContentLines.component(line));
        case "END" -> {
          if (!inside.isEmpty()) {
            inside.remove(inside.size() - 1);
          }
        }
        default -> {
          if (ofItem()) {
            property(line);
          }
        }
      }
    }

    private void begin(String component) {
      inside.add(component);
      if (type.isEmpty()) {
        type =
            switch (component) {
              case "VEVENT" -> Optional.of(ItemType.CALENDAR);
              case "VTODO" -> Optional.of(ItemType.TASK);
              case "VJOURNAL" -> Optional.of(ItemType.JOURNAL);
              case "VCARD" -> Optional.of(ItemType.CONTACT);
              default -> Optional.empty();
            };
      }
    }

    /** Not of an alarm, and not of a time zone. */
    private boolean ofItem() {
      if (inside.isEmpty()) {
        return false;
      }
      String component = inside.get(inside.size() - 1);
      return component.equals("VCARD") || (inside.size() == 2 && !component.equals("VTIMEZONE"));
    }

    private void property(ContentLine line) {
      switch (line.name()) {
        case "UID" -> uid = uid.or(() -> text(line));
        case "SUMMARY", "FN" -> title = title.or(() -> text(line));
        case "CREATED" -> created = earliest(created, date(line));
        case "DTSTAMP", "LAST-MODIFIED", "REV" -> touched = earliest(touched, date(line));
        case "CATEGORIES" -> note |= hasNotes(line.value());
        case "ATTACH" -> managed |= line.parameter("MANAGED-ID").isPresent();
        default -> {
          // Not of interest.
        }
      }
    }

    private static boolean hasNotes(String categories) {
      return Stream.of(categories.toUpperCase(Locale.ROOT).split(",", -1))
          .anyMatch(category -> category.strip().equals(NOTES));
    }

    private static Optional<String> text(ContentLine line) {
      String value = line.value().strip();
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<OffsetDateTime> date(ContentLine line) {
      return DateText.parse(line.value()).filter(date -> date.getYear() >= FIRST_YEAR);
    }

    private static Optional<OffsetDateTime> earliest(
        Optional<OffsetDateTime> a, Optional<OffsetDateTime> b) {
      return Stream.of(a, b).flatMap(Optional::stream).min(OffsetDateTime.timeLineOrder());
    }

    ItemScan result() {
      Optional<ItemType> known = type.map(t -> t == ItemType.JOURNAL && note ? ItemType.NOTE : t);
      return new ItemScan(uid, known, created.or(() -> touched), title, managed);
    }
  }
}
