package io.mailtrek.store.exchange.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules of a zone as VTIMEZONE (RFC 5545 §3.6.5), from the time of its item on. */
final class ZoneText {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final int WEEK = 7;
  private static final int MOST = 60;

  private ZoneText() {}

  static void write(CalendarText out, Zone zone, Instant from) {
    out.line("BEGIN:VTIMEZONE").text("TZID", zone.id());
    ZoneRules rules = zone.rules();
    Optional<ZoneOffsetTransition> before = Optional.ofNullable(rules.previousTransition(from));
    List<ZoneOffsetTransition> single =
        rules.getTransitions().stream()
            .filter(each -> before.filter(first -> each.compareTo(first) >= 0).isPresent())
            .limit(MOST)
            .toList();
    List<ZoneOffsetTransitionRule> yearly = rules.getTransitionRules();
    single.forEach(each -> change(out, rules, each, ""));
    if (!yearly.isEmpty()) {
      int year =
          single.isEmpty()
              ? from.atOffset(ZoneOffset.UTC).getYear() - 1
              : single.get(single.size() - 1).getDateTimeBefore().getYear() + 1;
      yearly.forEach(rule -> yearly(out, rules, rule, year));
    } else if (single.isEmpty()) {
      ZoneOffset offset = rules.getOffset(from);
      observance(
          out,
          "STANDARD",
          before.map(ZoneOffsetTransition::getDateTimeBefore).orElse(ALWAYS),
          offset,
          offset,
          "");
    }
    out.line("END:VTIMEZONE");
  }

  private static void yearly(
      CalendarText out, ZoneRules rules, ZoneOffsetTransitionRule rule, int year) {
    Optional<String> text = rule(rule).filter(form -> isRight(rule, year));
    if (text.isPresent()) {
      change(out, rules, rule.createTransition(year), text.get());
    } else {
      // Its day depends on the clocks of another zone.
      IntStream.range(year, year + MOST)
          .forEach(each -> change(out, rules, rule.createTransition(each), ""));
    }
  }

  private static void change(
      CalendarText out, ZoneRules rules, ZoneOffsetTransition change, String rule) {
    observance(
        out,
        rules.isDaylightSavings(change.getInstant()) ? "DAYLIGHT" : "STANDARD",
        change.getDateTimeBefore(),
        change.getOffsetBefore(),
        change.getOffsetAfter(),
        rule);
  }

  private static void observance(
      CalendarText out,
      String name,
      LocalDateTime start,
      ZoneOffset from,
      ZoneOffset to,
      String rule) {
    out.line("BEGIN:" + name)
        .line("DTSTART:" + CalendarText.local(start))
        .line("TZOFFSETFROM:" + offset(from))
        .line("TZOFFSETTO:" + offset(to));
    if (!rule.isEmpty()) {
      out.line("RRULE:" + rule);
    }
    out.line("END:" + name);
  }

  private static String offset(ZoneOffset offset) {
    int seconds = Math.abs(offset.getTotalSeconds());
    String text =
        String.format(
            Locale.ROOT,
            "%s%02d%02d",
            offset.getTotalSeconds() < 0 ? "-" : "+",
            seconds / 3600,
            seconds / 60 % 60);
    return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
  }

  private static Optional<String> rule(ZoneOffsetTransitionRule rule) {
    String month = "FREQ=YEARLY;BYMONTH=" + rule.getMonth().getValue();
    int day = rule.getDayOfMonthIndicator();
    if (rule.getDayOfWeek() == null) {
      return Optional.of(month + ";BYMONTHDAY=" + day);
    }
    String weekday = Weekdays.calendar(rule.getDayOfWeek());
    if (day == -1 || day + WEEK - 1 == rule.getMonth().maxLength()) {
      return Optional.of(month + ";BYDAY=-1" + weekday);
    }
    if (day < 0) {
      return Optional.empty();
    }
    return Optional.of(
        day % WEEK == 1
            ? month + ";BYDAY=" + (day / WEEK + 1) + weekday
            : month
                + ";BYDAY="
                + weekday
                + ";BYMONTHDAY="
                + IntStream.range(day, day + WEEK)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(",")));
  }

  /** Whether the day is the same by the clocks of the zone itself. */
  private static boolean isRight(ZoneOffsetTransitionRule rule, int year) {
    return Stream.iterate(year, each -> each + 1)
        .limit(WEEK)
        .allMatch(
            each ->
                date(rule, each)
                    .equals(rule.createTransition(each).getDateTimeBefore().toLocalDate()));
  }

  private static LocalDate date(ZoneOffsetTransitionRule rule, int year) {
    LocalDate first = LocalDate.of(year, rule.getMonth(), 1);
    int day = rule.getDayOfMonthIndicator();
    LocalDate date = day < 0 ? first.plusMonths(1).plusDays(day) : first.withDayOfMonth(day);
    while (rule.getDayOfWeek() != null && date.getDayOfWeek() != rule.getDayOfWeek()) {
      date = date.plusDays(day < 0 ? -1 : 1);
    }
    return date;
  }
}
