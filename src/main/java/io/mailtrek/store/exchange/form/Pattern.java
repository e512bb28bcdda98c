package io.mailtrek.store.exchange.form;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** On which days a series takes place, in the ways that Exchange knows ([MS-OXOCAL] §2.2.1.44). */
sealed interface Pattern {

  /** All days from a first one on, without an end. */
  Stream<LocalDate> from(LocalDate start);

  /** Every so many days. */
  record Daily(int interval) implements Pattern {
    @Override
    public Stream<LocalDate> from(LocalDate start) {
      return Stream.iterate(start, date -> date.plusDays(interval));
    }
  }

  /**
   * On some days of every so many weeks.
   *
   * @param first on which day a week begins
   */
  record Weekly(int interval, Set<DayOfWeek> days, DayOfWeek first) implements Pattern {
    @Override
    public Stream<LocalDate> from(LocalDate start) {
      LocalDate week = start.with(TemporalAdjusters.previousOrSame(first));
      return Stream.iterate(week, date -> date.plusWeeks(interval))
          .flatMap(begin -> IntStream.range(0, 7).mapToObj(begin::plusDays))
          .filter(date -> days.contains(date.getDayOfWeek()) && !date.isBefore(start));
    }
  }

  /**
   * On a day of every so many months.
   *
   * @param month the only month of the year, for what is yearly; its interval is 12
   */
  record Monthly(int interval, Day day, Optional<Month> month) implements Pattern {
    @Override
    public Stream<LocalDate> from(LocalDate start) {
      YearMonth begin =
          month
              .map(only -> YearMonth.of(start.getYear(), only))
              .orElseGet(() -> YearMonth.from(start));
      return Stream.iterate(begin, each -> each.plusMonths(interval))
          .map(day::in)
          .filter(date -> !date.isBefore(start));
    }
  }

  /** Which day of a month. */
  sealed interface Day {
    LocalDate in(YearMonth month);
  }

  /** A day by its number; in shorter months it is the last one. */
  record Numbered(int number) implements Day {
    @Override
    public LocalDate in(YearMonth month) {
      return month.atDay(Math.min(number, month.lengthOfMonth()));
    }
  }

  /**
   * The so many-th of some days of the week.
   *
   * @param index from 1 to 4; 5 is the last one
   */
  record Weekday(Set<DayOfWeek> days, int index) implements Day {
    @Override
    public LocalDate in(YearMonth month) {
      int last = month.lengthOfMonth();
      return (index == 5
              ? IntStream.iterate(last, day -> day - 1)
              : IntStream.iterate(1, day -> day + 1))
          .mapToObj(month::atDay)
          .filter(date -> days.contains(date.getDayOfWeek()))
          .skip(index == 5 ? 0 : index - 1L)
          .findFirst()
          .orElseThrow();
    }
  }
}
