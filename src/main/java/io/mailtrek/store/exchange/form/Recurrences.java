package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Series as {@code t:Recurrence} ([MS-OXWSCDATA] §2.2.4.65, [MS-OXWSTASK]). */
final class Recurrences {
  private static final List<String> INDEXES = List.of("First", "Second", "Third", "Fourth", "Last");
  private static final int YEAR = 12;

  private Recurrences() {}

  /** What it says; empty where it is no series: tasks that begin anew when they are done. */
  static Optional<Series> read(Told recurrence) {
    return recurrence.element().children().stream()
        .flatMap(child -> pattern(new Told(child)).stream())
        .findFirst()
        .flatMap(pattern -> series(recurrence, pattern));
  }

  private static Optional<Pattern> pattern(Told told) {
    int interval = Math.max(1, told.number("Interval").orElse(1));
    Optional<Month> month = told.text("Month").flatMap(Recurrences::month);
    return switch (told.element().name().getLocalPart()) {
      case "DailyRecurrence" -> Optional.of(new Pattern.Daily(interval));
      case "WeeklyRecurrence" -> weekly(told, interval);
      case "AbsoluteMonthlyRecurrence" ->
          day(told).map(day -> new Pattern.Monthly(interval, day, Optional.empty()));
      case "RelativeMonthlyRecurrence" ->
          weekday(told).map(day -> new Pattern.Monthly(interval, day, Optional.empty()));
      case "AbsoluteYearlyRecurrence" ->
          day(told).map(day -> new Pattern.Monthly(YEAR, day, month));
      case "RelativeYearlyRecurrence" ->
          weekday(told).map(day -> new Pattern.Monthly(YEAR, day, month));
      default -> Optional.empty();
    };
  }

  private static Optional<Pattern> weekly(Told told, int interval) {
    Set<DayOfWeek> days = told.text("DaysOfWeek").map(Weekdays::ofExchange).orElse(Set.of());
    Set<DayOfWeek> first =
        told.text("FirstDayOfWeek").map(Weekdays::ofExchange).orElse(Set.of(DayOfWeek.SUNDAY));
    return days.isEmpty() || first.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pattern.Weekly(interval, days, first.iterator().next()));
  }

  private static Optional<Pattern.Day> day(Told told) {
    return told.number("DayOfMonth").filter(n -> n >= 1 && n <= 31).map(Pattern.Numbered::new);
  }

  private static Optional<Pattern.Day> weekday(Told told) {
    Set<DayOfWeek> days = told.text("DaysOfWeek").map(Weekdays::ofExchange).orElse(Set.of());
    int index = told.text("DayOfWeekIndex").map(String::strip).map(INDEXES::indexOf).orElse(-1);
    return days.isEmpty() || index < 0
        ? Optional.empty()
        : Optional.of(new Pattern.Weekday(EnumSet.copyOf(days), index + 1));
  }

  private static Optional<Month> month(String word) {
    return List.of(Month.values()).stream()
        .filter(month -> month.name().equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  private static Optional<Series> series(Told recurrence, Pattern pattern) {
    for (XmlNode child : recurrence.element().children()) {
      Told range = new Told(child);
      Optional<LocalDate> start = range.text("StartDate").flatMap(Told::date);
      if (start.isPresent()) {
        return Optional.of(
            new Series(
                pattern,
                start.get(),
                range.text("EndDate").flatMap(Told::date),
                range.number("NumberOfOccurrences").filter(count -> count > 0)));
      }
    }
    return Optional.empty();
  }

  /** The element for CreateItem. */
  static XmlNode write(Series series) {
    return Ews.element("Recurrence", pattern(series.pattern()), range(series));
  }

  private static XmlNode pattern(Pattern pattern) {
    if (pattern instanceof Pattern.Daily daily) {
      return Ews.element("DailyRecurrence", number("Interval", daily.interval()));
    }
    if (pattern instanceof Pattern.Weekly weekly) {
      return Ews.element(
          "WeeklyRecurrence",
          number("Interval", weekly.interval()),
          Ews.text("DaysOfWeek", Weekdays.exchange(weekly.days())),
          Ews.text("FirstDayOfWeek", Weekdays.exchange(weekly.first())));
    }
    Pattern.Monthly monthly = (Pattern.Monthly) pattern;
    String kind = monthly.month().isPresent() ? "YearlyRecurrence" : "MonthlyRecurrence";
    boolean absolute = monthly.day() instanceof Pattern.Numbered;
    XmlNode node = Ews.element((absolute ? "Absolute" : "Relative") + kind);
    if (monthly.month().isEmpty()) {
      node.add(number("Interval", monthly.interval()));
    }
    if (monthly.day() instanceof Pattern.Weekday weekday) {
      node.add(Ews.text("DaysOfWeek", Weekdays.oneWord(weekday.days()).orElseThrow()));
      node.add(Ews.text("DayOfWeekIndex", INDEXES.get(weekday.index() - 1)));
    } else {
      node.add(number("DayOfMonth", ((Pattern.Numbered) monthly.day()).number()));
    }
    monthly.month().ifPresent(month -> node.add(Ews.text("Month", word(month))));
    return node;
  }

  private static XmlNode range(Series series) {
    XmlNode start = Ews.text("StartDate", series.start().toString());
    if (series.count().isPresent()) {
      return Ews.element(
          "NumberedRecurrence", start, number("NumberOfOccurrences", series.count().get()));
    }
    return series
        .end()
        .map(end -> Ews.element("EndDateRecurrence", start, Ews.text("EndDate", end.toString())))
        .orElseGet(() -> Ews.element("NoEndRecurrence", start));
  }

  private static XmlNode number(String name, int value) {
    return Ews.text(name, Integer.toString(value));
  }

  private static String word(Month month) {
    return month.name().charAt(0) + month.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
