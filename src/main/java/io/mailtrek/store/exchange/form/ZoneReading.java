package io.mailtrek.store.exchange.form;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** The rules of a VTIMEZONE (RFC 5545 §3.6.5) as far as they hold now. */
final class ZoneReading {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
  private static final java.util.regex.Pattern DAY =
      java.util.regex.Pattern.compile("([+-]?\\d)?([A-Z]{2})");
  private static final int WEEK = 7;

  private ZoneReading() {}

  /** Empty where it has no offset at all. */
  static Optional<ZoneRules> of(Component zone) {
    try {
      List<Component> observances = new ArrayList<>(zone.parts("STANDARD"));
      observances.addAll(zone.parts("DAYLIGHT"));
      List<ZoneOffsetTransitionRule> rules = new ArrayList<>();
      for (Component observance : observances) {
        rule(observance).ifPresent(rules::add);
      }
      Optional<ZoneOffset> standard =
          observances.stream().findFirst().flatMap(each -> offset(each, "TZOFFSETTO"));
      return standard.map(offset -> YearlyRules.of(offset, rules));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneOffset> offset(Component observance, String name) {
    return observance.value(name).map(ZoneOffset::of);
  }

  /** A change that comes each year, and did not come for the last time long ago. */
  private static Optional<ZoneOffsetTransitionRule> rule(Component observance) {
    Optional<Rule> rule = observance.value("RRULE").map(Rule::of);
    Optional<LocalDateTime> start =
        observance.value("DTSTART").map(text -> LocalDateTime.parse(text, TIME));
    Optional<ZoneOffset> before = offset(observance, "TZOFFSETFROM");
    Optional<ZoneOffset> after = offset(observance, "TZOFFSETTO");
    if (rule.isEmpty()
        || start.isEmpty()
        || before.isEmpty()
        || after.isEmpty()
        || rule.get().part("UNTIL").isPresent()
        || before.equals(after)) {
      return Optional.empty();
    }
    Month month = rule.get().number("BYMONTH").map(Month::of).orElse(start.get().getMonth());
    Optional<DayOfWeek> day =
        rule.get()
            .part("BYDAY")
            .map(DAY::matcher)
            .filter(Matcher::matches)
            .flatMap(found -> Weekdays.ofCalendar(found.group(2)));
    return Optional.of(
        ZoneOffsetTransitionRule.of(
            month,
            indicator(rule.get(), start.get()),
            day.orElse(null),
            start.get().toLocalTime(),
            false,
            ZoneOffsetTransitionRule.TimeDefinition.WALL,
            observance.name().equals("STANDARD") ? after.get() : before.get(),
            before.get(),
            after.get()));
  }

  /** From which day of the month on the weekday is looked for; backwards where it is negative. */
  private static int indicator(Rule rule, LocalDateTime start) {
    Optional<Integer> least =
        rule.part("BYMONTHDAY")
            .map(days -> days.split(",", -1)[0].strip())
            .filter(day -> day.matches("\\d{1,2}"))
            .map(Integer::parseInt);
    if (least.isPresent()) {
      return least.get();
    }
    Optional<Matcher> day = rule.part("BYDAY").map(DAY::matcher).filter(Matcher::matches);
    if (day.isEmpty()) {
      return start.getDayOfMonth();
    }
    int index = day.get().group(1) == null ? 1 : Integer.parseInt(day.get().group(1));
    return index < 0 ? -1 - WEEK * (-index - 1) : 1 + WEEK * (index - 1);
  }
}
