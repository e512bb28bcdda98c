package io.mailtrek.store.dav;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as iCalendar and vCard write them; without an offset they are taken as UTC. */
final class DateText {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})-?(\\d{2})-?(\\d{2})"
              + "(?:[Tt ](\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,]\\d+)?)?)?"
              + "\\s*([Zz]|[+-]\\d{2}(?::?\\d{2})?)?");

  private DateText() {}

  /** Reads one; empty when it is none. */
  static Optional<OffsetDateTime> parse(String text) {
    Matcher matcher = DATE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              Math.min(59, number(matcher, 6)));
      return Optional.of(OffsetDateTime.of(local, offset(matcher.group(7))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The day after one that is written as {@code 20240229}; empty when it is none. */
  static Optional<String> nextDay(String day) {
    try {
      return Optional.of(
          LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
              .plusDays(1)
              .format(DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
  }

  private static ZoneOffset offset(String text) {
    return text == null || text.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
