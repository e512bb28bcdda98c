package io.mailtrek.demo.exchange;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the days of a {@code t:Recurrence}. */
final class Recurrence {
  private static final int MOST = 1000;

  private final Xml pattern;
  private final LocalDate start;
  private final LocalDate end;
  private final int most;
  private final List<LocalDate> days = new ArrayList<>();

  private Recurrence(Xml pattern, Xml range) throws EwsFailure {
    this.pattern = pattern;
    this.start = date(range.text("StartDate"));
    this.end =
        range.name().equals("EndDateRecurrence") ? date(range.text("EndDate")) : LocalDate.MAX;
    this.most =
        range.name().equals("NumberedRecurrence")
            ? Integer.parseInt(range.text("NumberOfOccurrences"))
            : MOST;
  }

  /** The days on which it takes place, up to a thousand. */
  static List<LocalDate> days(Xml recurrence) throws EwsFailure {
    if (recurrence.children().size() != 2) {
      throw EwsFailure.schema("a Recurrence holds a pattern and a range.");
    }
    Recurrence rule = new Recurrence(recurrence.children().get(0), recurrence.children().get(1));
    rule.expand();
    if (rule.days.isEmpty()) {
      throw new EwsFailure("ErrorRecurrenceHasNoOccurrence", "The recurrence has no occurrence.");
    }
    return rule.days;
  }

  private void expand() throws EwsFailure {
    switch (pattern.name()) {
      case "DailyRecurrence" -> {
        for (LocalDate day = start; add(day); day = day.plusDays(interval())) {}
      }
      case "WeeklyRecurrence" -> weekly();
      case "AbsoluteMonthlyRecurrence" -> {
        int wanted = Integer.parseInt(pattern.text("DayOfMonth"));
        YearMonth month = YearMonth.from(start);
        while (add(month.atDay(Math.min(wanted, month.lengthOfMonth())))) {
          month = month.plusMonths(interval());
        }
      }
      case "RelativeMonthlyRecurrence" -> {
        YearMonth month = YearMonth.from(start);
        while (add(relative(month))) {
          month = month.plusMonths(interval());
        }
      }
      case "AbsoluteYearlyRecurrence" -> {
        int wanted = Integer.parseInt(pattern.text("DayOfMonth"));
        YearMonth month = YearMonth.of(start.getYear(), month());
        while (add(month.atDay(Math.min(wanted, month.lengthOfMonth())))) {
          month = month.plusYears(1);
        }
      }
      case "RelativeYearlyRecurrence" -> {
        YearMonth month = YearMonth.of(start.getYear(), month());
        while (add(relative(month))) {
          month = month.plusYears(1);
        }
      }
      default -> throw EwsFailure.schema("there is no pattern " + pattern.name() + ".");
    }
  }

  private void weekly() throws EwsFailure {
    Set<DayOfWeek> wanted = daysOfWeek();
    String first = pattern.text("FirstDayOfWeek");
    DayOfWeek firstDay =
        first.isEmpty() ? DayOfWeek.SUNDAY : DayOfWeek.valueOf(first.toUpperCase(Locale.ROOT));
    LocalDate week = start.with(TemporalAdjusters.previousOrSame(firstDay));
    while (true) {
      for (int i = 0; i < 7; i++) {
        LocalDate day = week.plusDays(i);
        if (wanted.contains(day.getDayOfWeek()) && !add(day)) {
          return;
        }
      }
      week = week.plusWeeks(interval());
    }
  }

  /** Adds a day that is not before the start; returns whether more are wanted. */
  private boolean add(LocalDate day) {
    if (day.isBefore(start)) {
      return true;
    }
    if (day.isAfter(end) || days.size() >= most) {
      return false;
    }
    days.add(day);
    return days.size() < most;
  }

  private LocalDate relative(YearMonth month) throws EwsFailure {
    Set<DayOfWeek> wanted = daysOfWeek();
    List<LocalDate> fitting = new ArrayList<>();
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      if (wanted.contains(month.atDay(day).getDayOfWeek())) {
        fitting.add(month.atDay(day));
      }
    }
    return switch (pattern.text("DayOfWeekIndex")) {
      case "First" -> fitting.get(0);
      case "Second" -> fitting.get(1);
      case "Third" -> fitting.get(2);
      case "Fourth" -> fitting.get(3);
      case "Last" -> fitting.get(fitting.size() - 1);
      default -> throw EwsFailure.schema("DayOfWeekIndex is missing.");
    };
  }

  private Set<DayOfWeek> daysOfWeek() throws EwsFailure {
    Set<DayOfWeek> wanted = EnumSet.noneOf(DayOfWeek.class);
    for (String word : pattern.text("DaysOfWeek").split(" ", -1)) {
      switch (word) {
        case "" -> throw EwsFailure.schema("DaysOfWeek is missing.");
        case "Day" -> wanted.addAll(EnumSet.allOf(DayOfWeek.class));
        case "Weekday" -> wanted.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        case "WeekendDay" -> wanted.addAll(EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        default -> wanted.add(DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return wanted;
  }

  private int interval() {
    return Integer.parseInt(pattern.text("Interval"));
  }

  private Month month() {
    return Month.valueOf(pattern.text("Month").toUpperCase(Locale.ROOT));
  }

  private static LocalDate date(String text) throws EwsFailure {
    if (text.length() < 10) {
      throw EwsFailure.schema("'" + text + "' is no date.");
    }
    return LocalDate.parse(text.substring(0, 10));
  }
}
