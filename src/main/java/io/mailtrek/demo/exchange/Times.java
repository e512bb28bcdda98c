package io.mailtrek.demo.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Reads and writes {@code xs:dateTime}. */
final class Times {
  private Times() {}

  /** Reads a time; one without a zone is in the given one, and a date is its midnight. */
  static Instant read(String text, ZoneId zone) throws EwsFailure {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text.substring(0, Math.min(10, text.length())))
            .atStartOfDay(zone)
            .toInstant();
      }
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime offset
          ? offset.toInstant()
          : ((LocalDateTime) read).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw EwsFailure.schema("'" + text + "' is no time.");
    }
  }

  /** Writes a time in UTC without parts of a second, as Exchange does. */
  static String write(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
