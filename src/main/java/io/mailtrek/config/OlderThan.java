package io.mailtrek.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit in time as users write it: a number of days before now ({@code 90d}), or a date, a date
 * and time, with a zone or without, which then is the system's.
 *
 * @param text as it was written
 */
public record OlderThan(String text) {

  private static final Pattern DAYS = Pattern.compile("(\\d{1,5})\\s*d");
  private static final Pattern ZONE = Pattern.compile("(?:Z|[+-]\\d\\d(?::?\\d\\d)?|\\[.+])$");
  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  /** How it may be written, for messages. */
  public static final String FORMS =
      "a number of days as in 90d, a date as in 2026-08-01, or a date and time as in"
          + " 2026-08-01T20:00 or 2026-08-01T20:00+02:00";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException when it has none of the forms
   */
  public OlderThan {
    text = text.trim();
    if (!DAYS.matcher(text).matches()) {
      instant(text);
    }
  }

  /** {@code days} days before now. */
  public static OlderThan days(int days) {
    return new OlderThan(days + "d");
  }

  /**
   * Reads one of the forms.
   *
   * @throws IllegalArgumentException when it has none of them
   */
  public static OlderThan parse(String text) {
    return new OlderThan(text);
  }

  /**
   * Reads a date or a date and time; a date is its first moment.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Instant instant(String text) {
    String trimmed = text.trim();
    try {
      if (!trimmed.contains("T")) {
        return LocalDate.parse(trimmed).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      if (trimmed.endsWith("]")) {
        return ZonedDateTime.parse(trimmed).toInstant();
      }
      return ZONE.matcher(trimmed).find()
          ? OffsetDateTime.parse(trimmed).toInstant()
          : LocalDateTime.parse(trimmed).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORMS + ".", e);
    }
  }

  /** The limit, seen from {@code now}: what is dated before it is older. */
  public Instant resolve(Instant now) {
    Matcher days = DAYS.matcher(text);
    return days.matches()
        ? now.atZone(ZoneId.systemDefault()).minusDays(Long.parseLong(days.group(1))).toInstant()
        : instant(text);
  }

  /** For people: {@code 90 days (before 2026-08-24 15:00 +02:00)}. */
  public String describe(Instant now) {
    Matcher days = DAYS.matcher(text);
    String limit = READABLE.format(resolve(now).atZone(ZoneId.systemDefault()));
    return days.matches()
        ? Long.parseLong(days.group(1)) + " days (before " + limit + ")"
        : "before " + limit;
  }

  @Override
  public String toString() {
    return text;
  }
}
