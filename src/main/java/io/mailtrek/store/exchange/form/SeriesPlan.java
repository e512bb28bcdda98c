package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How Exchange is to hold a series. Where it has the rule, it gets it. Where it has not, the series
 * has a denser rule up to its last day, of which the days that are too many are removed; and if
 * there are too many of these, it ends earlier, which is a loss.
 *
 * @param series empty where it takes place once
 * @param removed days on which the rule takes place, but the series does not
 */
record SeriesPlan(Optional<Series> series, List<LocalDate> removed) {
  /** Each one is a request to the server. */
  private static final int MOST_REMOVED = 100;

  private static final int DAYS_OF_WEEK = 7;

  /**
   * @param added the days of RDATE
   * @param replaced the days of RECURRENCE-ID, which take place whatever the rule says
   */
  static SeriesPlan of(Draft draft, When start, List<LocalDate> added, List<LocalDate> replaced) {
    List<String> rules =
        draft.source().all("RRULE").map(ContentLine::value).map(String::strip).toList();
    Optional<Series> direct =
        rules.size() == 1 ? RuleReading.series(Rule.of(rules.get(0)), start) : Optional.empty();
    TreeSet<LocalDate> more = new TreeSet<>(added);
    more.addAll(replaced);
    more.add(start.date());
    boolean holds =
        direct
            .filter(series -> more.stream().allMatch(day -> series.index(day).isPresent()))
            .filter(series -> series.dates().findFirst().equals(Optional.of(start.date())))
            .isPresent();
    if (holds && !draft.source().has("EXRULE")) {
      shorterMonths(draft, direct.get());
      return new SeriesPlan(direct, List.of());
    }
    RuleDays days = RuleDays.of(draft.source(), start);
    more.addAll(days.dates());
    SeriesPlan plan = cover(more);
    LocalDate last = plan.series().flatMap(Series::end).orElse(start.date());
    if (days.cut() || last.isBefore(more.last())) {
      draft.lose("RRULE: Exchange has no such rule, so the series ends with " + last);
      draft.note("Repeats: " + String.join(", ", rules));
    }
    if (days.oftenADay()) {
      draft.lose("RRULE: at Exchange it takes place once a day at most");
    }
    draft.source().all("RRULE").toList().forEach(draft::keep);
    return plan;
  }

  /** Exchange takes the last day of a month that is too short; a rule leaves such months out. */
  private static void shorterMonths(Draft draft, Series series) {
    boolean late =
        series.pattern() instanceof Pattern.Monthly monthly
            && monthly.day() instanceof Pattern.Numbered numbered
            && numbered.number() > 28
            && draft
                .source()
                .value("RRULE")
                .filter(rule -> rule.contains("BYSETPOS") || rule.contains("BYMONTHDAY=-1"))
                .isEmpty()
            && monthly.month().filter(month -> month.minLength() >= numbered.number()).isEmpty();
    if (late) {
      draft.lose("RRULE: in shorter months it is on the last day");
    }
  }

  private static SeriesPlan cover(TreeSet<LocalDate> days) {
    if (days.size() == 1) {
      return new SeriesPlan(Optional.empty(), List.of());
    }
    return Stream.of(new Pattern.Daily(1), weekly(days))
        .map(pattern -> cover(days, pattern))
        .reduce(SeriesPlan::better)
        .orElseThrow();
  }

  private static Pattern weekly(TreeSet<LocalDate> days) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    days.stream()
        .limit((long) MOST_REMOVED * DAYS_OF_WEEK)
        .forEach(day -> weekdays.add(day.getDayOfWeek()));
    return new Pattern.Weekly(1, weekdays, DayOfWeek.MONDAY);
  }

  private static SeriesPlan cover(TreeSet<LocalDate> days, Pattern pattern) {
    List<LocalDate> removed = new ArrayList<>();
    LocalDate end = days.first();
    int until = 0;
    for (LocalDate day : (Iterable<LocalDate>) pattern.from(days.first())::iterator) {
      if (day.isAfter(days.last()) || removed.size() > MOST_REMOVED) {
        break;
      }
      if (days.contains(day)) {
        end = day;
        until = removed.size();
      } else {
        removed.add(day);
      }
    }
    return new SeriesPlan(
        Optional.of(new Series(pattern, days.first(), Optional.of(end), Optional.empty())),
        List.copyOf(removed.subList(0, until)));
  }

  /** The one that goes on longer, or needs less to be removed. */
  private static SeriesPlan better(SeriesPlan one, SeriesPlan other) {
    LocalDate end = one.series().flatMap(Series::end).orElseThrow();
    LocalDate otherEnd = other.series().flatMap(Series::end).orElseThrow();
    return end.equals(otherEnd)
        ? one.removed().size() <= other.removed().size() ? one : other
        : end.isAfter(otherEnd) ? one : other;
  }
}
