package io.mailtrek.store.exchange.form;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * RRULE (RFC 5545 §3.3.10) as a pattern of Exchange.
 *
 * @param parts by their names
 */
record Rule(Map<String, String> parts) {
  private static final int YEAR = 12;
  private static final int LONGEST_MONTH = 31;
  private static final int MOST_DAYS = 999;
  private static final int MOST = 99;
  private static final java.util.regex.Pattern DAY =
      java.util.regex.Pattern.compile("([+-]?\\d+)?([A-Z]{2})");
  private static final Set<String> NO_PATTERN = Set.of("BYYEARDAY", "BYWEEKNO");
  private static final Set<String> TIMES = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");

  /** Reads a rule; parts that are none are left out. */
  static Rule of(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return new Rule(Map.copyOf(parts));
  }

  Optional<String> part(String name) {
    return Optional.ofNullable(parts.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<Integer> number(String name) {
    return part(name).filter(value -> value.matches("[+-]?\\d{1,9}")).map(Integer::parseInt);
  }

  private int interval() {
    return Math.max(1, number("INTERVAL").orElse(1));
  }

  /**
   * The pattern with the same days; empty where Exchange has none. Of the days 29 to 31 it takes
   * the last of shorter months, where the rule takes none.
   */
  Optional<Pattern> pattern(LocalDate start) {
    if (Stream.concat(NO_PATTERN.stream(), TIMES.stream()).anyMatch(parts::containsKey)) {
      return Optional.empty();
    }
    return switch (part("FREQ").orElse("")) {
      case "DAILY" -> daily();
      case "WEEKLY" -> weekly(start, interval());
      case "MONTHLY" ->
          parts.containsKey("BYMONTH")
              ? Optional.empty()
              : day(start)
                  .filter(day -> interval() <= MOST)
                  .map(day -> new Pattern.Monthly(interval(), day, Optional.empty()));
      case "YEARLY" -> yearly(start);
      default -> Optional.empty();
    };
  }

  private Optional<Pattern> daily() {
    if (hasAny("BYMONTH", "BYMONTHDAY", "BYSETPOS")) {
      return Optional.empty();
    }
    if (parts.containsKey("BYDAY")) {
      return interval() == 1
          ? weekdays()
              .map(days -> new Pattern.Weekly(1, days, DayOfWeek.MONDAY))
              .map(Pattern.class::cast)
          : Optional.empty();
    }
    return interval() <= MOST_DAYS ? Optional.of(new Pattern.Daily(interval())) : Optional.empty();
  }

  private Optional<Pattern> weekly(LocalDate start, int interval) {
    if (hasAny("BYMONTH", "BYMONTHDAY", "BYSETPOS") || interval > MOST) {
      return Optional.empty();
    }
    DayOfWeek first = part("WKST").flatMap(Weekdays::ofCalendar).orElse(DayOfWeek.MONDAY);
    Optional<Set<DayOfWeek>> days =
        parts.containsKey("BYDAY") ? weekdays() : Optional.of(EnumSet.of(start.getDayOfWeek()));
    return days.map(each -> new Pattern.Weekly(interval, each, first));
  }

  private Optional<Pattern> yearly(LocalDate start) {
    Optional<Month> month =
        parts.containsKey("BYMONTH")
            ? number("BYMONTH").filter(n -> n >= 1 && n <= YEAR).map(Month::of)
            : hasAny("BYDAY") ? Optional.empty() : Optional.of(start.getMonth());
    if (month.isEmpty()) {
      return Optional.empty();
    }
    return interval() == 1
        ? day(start).map(day -> new Pattern.Monthly(YEAR, day, month))
        : day(start)
            .filter(day -> start.getMonth() == month.get() && YEAR * interval() <= MOST)
            .map(day -> new Pattern.Monthly(YEAR * interval(), day, Optional.empty()));
  }

  private boolean hasAny(String... names) {
    return Stream.of(names).anyMatch(parts::containsKey);
  }

  private Optional<Pattern.Day> day(LocalDate start) {
    if (hasAny("BYDAY")) {
      return hasAny("BYMONTHDAY") ? Optional.empty() : weekday();
    }
    if (!hasAny("BYMONTHDAY")) {
      return hasAny("BYSETPOS")
          ? Optional.empty()
          : Optional.of(new Pattern.Numbered(start.getDayOfMonth()));
    }
    TreeSet<Integer> days = new TreeSet<>();
    for (String each : parts.get("BYMONTHDAY").split(",", -1)) {
      if (!each.strip().matches("[+-]?\\d{1,2}")) {
        return Optional.empty();
      }
      days.add(Integer.parseInt(each.strip()));
    }
    if (days.size() == 1 && !hasAny("BYSETPOS")) {
      int only = days.first();
      return only == -1
          ? Optional.of(new Pattern.Numbered(LONGEST_MONTH))
          : only >= 1 && only <= LONGEST_MONTH
              ? Optional.of(new Pattern.Numbered(only))
              : Optional.empty();
    }
    // The last of the days 28 to 30 is what Exchange means with 30.
    boolean upTo =
        days.first() > 0
            && days.first() <= 28
            && days.equals(
                IntStream.rangeClosed(days.first(), days.last())
                    .boxed()
                    .collect(TreeSet::new, Collection::add, Collection::addAll));
    return upTo && part("BYSETPOS").filter("-1"::equals).isPresent()
        ? Optional.of(new Pattern.Numbered(days.last()))
        : Optional.empty();
  }

  private Optional<Pattern.Day> weekday() {
    Matcher only = DAY.matcher(parts.get("BYDAY"));
    if (only.matches() && only.group(1) != null && !hasAny("BYSETPOS")) {
      return Weekdays.ofCalendar(only.group(2))
          .flatMap(day -> weekday(EnumSet.of(day), Integer.parseInt(only.group(1))));
    }
    return weekdays()
        .filter(days -> Weekdays.oneWord(days).isPresent())
        .flatMap(days -> number("BYSETPOS").flatMap(index -> weekday(days, index)));
  }

  private static Optional<Pattern.Day> weekday(Set<DayOfWeek> days, int index) {
    return index == -1
        ? Optional.of(new Pattern.Weekday(days, 5))
        : index >= 1 && index <= 4
            ? Optional.of(new Pattern.Weekday(days, index))
            : Optional.empty();
  }

  /** The days of BYDAY, where all are without a number. */
  private Optional<Set<DayOfWeek>> weekdays() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String each : List.of(parts.get("BYDAY").split(",", -1))) {
      Optional<DayOfWeek> day = Weekdays.ofCalendar(each.strip());
      if (day.isEmpty()) {
        return Optional.empty();
      }
      days.add(day.get());
    }
    return Optional.of(days);
  }
}
