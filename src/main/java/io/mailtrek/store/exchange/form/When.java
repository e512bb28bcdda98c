package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A day or a time of iCalendar (RFC 5545 §3.3.4, §3.3.5).
 *
 * @param local what clocks show in the zone
 * @param day whether only its date is meant
 * @param zone the zone that is written, or the one of the calendar
 */
record When(LocalDateTime local, boolean day, Zone zone) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

  /** The values of a line in their order, without those that are none. */
  static List<When> all(ContentLine line, CalendarZones zones) {
    Zone zone = line.parameter("TZID").flatMap(zones::named).orElseGet(zones::own);
    List<When> all = new ArrayList<>();
    for (String text : line.value().split(",", -1)) {
      // A period (RFC 5545 §3.3.9) begins with its start.
      of(text.strip().split("/", 2)[0], zone).ifPresent(all::add);
    }
    return all;
  }

  /** The only value of a line. */
  static Optional<When> of(ContentLine line, CalendarZones zones) {
    return all(line, zones).stream().findFirst();
  }

  /** A text in a zone, or in UTC where it ends with Z. */
  static Optional<When> of(String text, Zone zone) {
    try {
      if (text.length() == 8) {
        return Optional.of(new When(LocalDate.parse(text, DAY).atStartOfDay(), true, zone));
      }
      boolean utc = text.endsWith("Z") || text.endsWith("z");
      // A second that is put in between is the last one of its minute.
      String time = (utc ? text.substring(0, text.length() - 1) : text).replaceFirst("60$", "59");
      return Optional.of(new When(LocalDateTime.parse(time, TIME), false, utc ? Zone.UTC : zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  LocalDate date() {
    return local.toLocalDate();
  }

  Instant instant() {
    return zone.instant(local);
  }

  /** The same moment in the clocks of another zone; a day is the same day everywhere. */
  When in(Zone other) {
    return new When(day ? local : other.local(instant()), day, other);
  }
}
