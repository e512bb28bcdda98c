package io.mailtrek.store.exchange.form;

import biweekly.ICalVersion;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.property.RecurrenceRule;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.mailtrek.store.text.ContentLine;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;

/**
 * The days of rules that Exchange does not have, by the clocks of their own zone.
 *
 * @param cut whether there are more
 * @param oftenADay whether there is a day with several occurrences
 */
record RuleDays(TreeSet<LocalDate> dates, boolean cut, boolean oftenADay) {
  private static final int MOST = 1_000;

  static RuleDays of(Component event, When start) {
    TreeSet<LocalDate> days = new TreeSet<>();
    boolean cut = false;
    boolean often = false;
    for (ContentLine line : event.all("RRULE").toList()) {
      DateIterator dates = dates(line.value(), start);
      int count = 0;
      for (; count < MOST && dates.hasNext(); count++) {
        often |= !days.add(local(dates.next()).toLocalDate());
      }
      cut |= count == MOST;
    }
    for (ContentLine line : event.all("EXRULE").toList()) {
      DateIterator dates = dates(line.value(), start);
      for (int i = 0; i < MOST && dates.hasNext(); i++) {
        days.remove(local(dates.next()).toLocalDate());
      }
    }
    return new RuleDays(days, cut, often);
  }

  /** As if the zone were UTC, so that clocks never change. */
  private static DateIterator dates(String value, When start) {
    ParseContext context = new ParseContext();
    context.setVersion(ICalVersion.V2_0);
    RecurrenceRule rule =
        new RecurrenceRuleScribe()
            .parseText(local(value, start), null, new ICalParameters(), context);
    return rule.getDateIterator(
        Date.from(start.local().toInstant(ZoneOffset.UTC)), TimeZone.getTimeZone("UTC"));
  }

  private static String local(String rule, When start) {
    Optional<LocalDate> until =
        Rule.of(rule).part("UNTIL").flatMap(text -> RuleReading.until(text, start));
    List<String> parts =
        List.of(rule.strip().split(";", -1)).stream()
            .filter(part -> !part.toUpperCase(java.util.Locale.ROOT).startsWith("UNTIL="))
            .toList();
    return String.join(";", parts)
        + until.map(day -> ";UNTIL=" + CalendarText.day(day) + "T235959Z").orElse("");
  }

  private static LocalDateTime local(Date date) {
    return LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }
}
