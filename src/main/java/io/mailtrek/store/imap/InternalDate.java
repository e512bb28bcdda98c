package io.mailtrek.store.imap;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The date-time of RFC 9051 §9, such as {@code 17-Jul-1996 02:44:25 -0700}. */
final class InternalDate {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int LENGTH = 26;

  private InternalDate() {}

  /** The text of a date, with its own zone; seconds of the zone, which IMAP lacks, are dropped. */
  static String format(OffsetDateTime date) {
    int minutes = date.getOffset().getTotalSeconds() / 60;
    OffsetDateTime shown = date.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(minutes * 60));
    StringBuilder text = new StringBuilder(LENGTH);
    append(text, shown.getDayOfMonth(), 2).append('-');
    text.append(MONTHS.get(shown.getMonthValue() - 1)).append('-');
    append(text, shown.getYear(), 4).append(' ');
    append(text, shown.getHour(), 2).append(':');
    append(text, shown.getMinute(), 2).append(':');
    append(text, shown.getSecond(), 2).append(minutes < 0 ? " -" : " +");
    append(text, Math.abs(minutes) / 60, 2);
    return append(text, Math.abs(minutes) % 60, 2).toString();
  }

  /** Without a Formatter, which took as long as writing the message. */
  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String plain = Integer.toString(number);
    return text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
  }

  /** Reads a date; empty when it is none. */
  static Optional<OffsetDateTime> parse(String text) {
    String padded = text.length() == LENGTH - 1 ? " " + text : text;
    if (padded.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      int month = 0;
      while (!MONTHS.get(month).equalsIgnoreCase(padded.substring(3, 6))) {
        month++;
      }
      int zone = number(padded, 22, 24) * 3600 + number(padded, 24, 26) * 60;
      return Optional.of(
          OffsetDateTime.of(
              number(padded, 7, 11),
              month + 1,
              number(padded, padded.charAt(0) == ' ' ? 1 : 0, 2),
              number(padded, 12, 14),
              number(padded, 15, 17),
              Math.min(59, number(padded, 18, 20)),
              0,
              ZoneOffset.ofTotalSeconds(padded.charAt(21) == '-' ? -zone : zone)));
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
