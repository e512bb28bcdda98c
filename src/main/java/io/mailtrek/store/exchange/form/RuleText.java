package io.mailtrek.store.exchange.form;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A series of Exchange as RRULE (RFC 5545 §3.3.10), which has the same days. */
final class RuleText {
  private static final int YEAR = 12;

  private RuleText() {}

  /**
   * The rule without its end.
   *
   * @param first the day of the first occurrence
   */
  static String of(Pattern pattern, LocalDate first) {
    if (pattern instanceof Pattern.Daily daily) {
      return "FREQ=DAILY" + interval(daily.interval());
    }
    if (pattern instanceof Pattern.Weekly weekly) {
      return "FREQ=WEEKLY"
          + interval(weekly.interval())
          + ";BYDAY="
          + Weekdays.calendar(weekly.days())
          + (weekly.first() == DayOfWeek.MONDAY
              ? ""
              : ";WKST=" + Weekdays.calendar(weekly.first()));
    }
    Pattern.Monthly monthly = (Pattern.Monthly) pattern;
    boolean yearly = monthly.interval() % YEAR == 0;
    Month month = monthly.month().orElse(first.getMonth());
    return (yearly
            ? "FREQ=YEARLY" + interval(monthly.interval() / YEAR) + ";BYMONTH=" + month.getValue()
            : "FREQ=MONTHLY" + interval(monthly.interval()))
        + day(monthly.day(), yearly ? month.maxLength() : 31, yearly ? month.minLength() : 28);
  }

  /**
   * The rule with its end.
   *
   * @param until how the last day is written
   */
  static String of(Series series, LocalDate first, Function<LocalDate, String> until) {
    String rule = of(series.pattern(), first);
    return series
        .count()
        .map(count -> rule + ";COUNT=" + count)
        .or(() -> series.end().map(end -> rule + ";UNTIL=" + until.apply(end)))
        .orElse(rule);
  }

  private static String interval(int interval) {
    return interval == 1 ? "" : ";INTERVAL=" + interval;
  }

  /**
   * @param longest the days of the longest month that is meant
   * @param shortest those of the shortest one
   */
  private static String day(Pattern.Day day, int longest, int shortest) {
    if (day instanceof Pattern.Weekday weekday) {
      String days = Weekdays.calendar(weekday.days());
      int index = weekday.index() == 5 ? -1 : weekday.index();
      return weekday.days().size() == 1
          ? ";BYDAY=" + index + days
          : ";BYDAY=" + days + ";BYSETPOS=" + index;
    }
    int number = ((Pattern.Numbered) day).number();
    if (number <= shortest) {
      return ";BYMONTHDAY=" + number;
    }
    // Exchange takes the last day of a month that is too short; a rule leaves such months out.
    return number >= longest
        ? ";BYMONTHDAY=-1"
        : ";BYMONTHDAY="
            + IntStream.rangeClosed(shortest, number)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","))
            + ";BYSETPOS=-1";
  }
}
