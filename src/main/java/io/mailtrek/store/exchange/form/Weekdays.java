package io.mailtrek.store.exchange.form;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The days of the week in the words of Exchange ({@code Monday Weekday}) and of iCalendar. */
final class Weekdays {
  static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
  static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private Weekdays() {}

  /** Of a list of Exchange; what is no day is left out. */
  static Set<DayOfWeek> ofExchange(String words) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String word : words.strip().split("\\s+", -1)) {
      switch (word) {
        case "Day" -> days.addAll(ALL);
        case "Weekday" -> days.addAll(WORKDAYS);
        case "WeekendDay" -> days.addAll(WEEKEND);
        default ->
            Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(word))
                .forEach(days::add);
      }
    }
    return days;
  }

  /** A list of Exchange. */
  static String exchange(Collection<DayOfWeek> days) {
    return days.stream().sorted().map(Weekdays::exchange).collect(Collectors.joining(" "));
  }

  /** One word of Exchange for several days; empty where it has none. */
  static Optional<String> oneWord(Set<DayOfWeek> days) {
    if (days.size() == 1) {
      return Optional.of(exchange(days.iterator().next()));
    }
    return days.equals(ALL)
        ? Optional.of("Day")
        : days.equals(WORKDAYS)
            ? Optional.of("Weekday")
            : days.equals(WEEKEND) ? Optional.of("WeekendDay") : Optional.empty();
  }

  static String exchange(DayOfWeek day) {
    String name = day.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** {@code MO}. */
  static String calendar(DayOfWeek day) {
    return day.name().substring(0, 2);
  }

  static String calendar(Collection<DayOfWeek> days) {
    return days.stream().sorted().map(Weekdays::calendar).collect(Collectors.joining(","));
  }

  /** Of {@code MO}. */
  static Optional<DayOfWeek> ofCalendar(String word) {
    return List.of(DayOfWeek.values()).stream()
        .filter(day -> calendar(day).equalsIgnoreCase(word))
        .findFirst();
  }
}
