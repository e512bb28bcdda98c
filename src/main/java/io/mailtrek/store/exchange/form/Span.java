package io.mailtrek.store.exchange.form;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A DURATION (RFC 5545 §3.3.6): days are those of a calendar, hours those of a clock.
 *
 * @param days with the weeks
 * @param time what is less than a day
 */
record Span(Period days, Duration time) {
  private static final java.util.regex.Pattern FORM =
      java.util.regex.Pattern.compile(
          "([+-]?)P(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");
  private static final int WEEK = 7;

  static Optional<Span> of(String text) {
    Matcher found = FORM.matcher(text.strip().toUpperCase(java.util.Locale.ROOT));
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      int sign = found.group(1).equals("-") ? -1 : 1;
      int days = Math.toIntExact(number(found, 2) * WEEK + number(found, 3));
      Duration time =
          Duration.ofHours(number(found, 4))
              .plusMinutes(number(found, 5))
              .plusSeconds(number(found, 6));
      return Optional.of(new Span(Period.ofDays(sign * days), sign < 0 ? time.negated() : time));
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long number(Matcher found, int group) {
    return found.group(group) == null ? 0 : Long.parseLong(found.group(group));
  }

  /** What clocks show when it is over. */
  When after(When start) {
    LocalDateTime day = start.local().plus(days);
    return time.isZero()
        ? new When(day, start.day(), start.zone())
        : new When(
            start.zone().local(start.zone().instant(day).plus(time)), start.day(), start.zone());
  }
}
