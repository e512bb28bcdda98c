package io.mailtrek.store.exchange.form;

import java.time.LocalDate;
import java.util.Optional;

/** RRULE with its end as a series of Exchange. */
final class RuleReading {
  private RuleReading() {}

  /** The series with the same days; empty where Exchange has none. */
  static Optional<Series> series(Rule rule, When start) {
    Optional<Integer> count = rule.number("COUNT").filter(number -> number > 0);
    Optional<LocalDate> until = rule.part("UNTIL").flatMap(text -> until(text, start));
    return rule.pattern(start.date())
        .map(
            pattern ->
                new Series(
                    pattern, start.date(), count.isPresent() ? Optional.empty() : until, count))
        .filter(series -> series.dates().findFirst().isPresent());
  }

  /** The last day on which an occurrence may begin (RFC 5545 §3.3.10). */
  static Optional<LocalDate> until(String text, When start) {
    return When.of(text, start.zone())
        .map(
            end -> {
              When here = end.in(start.zone());
              boolean before =
                  !here.day() && here.local().toLocalTime().isBefore(start.local().toLocalTime());
              return before ? here.date().minusDays(1) : here.date();
            });
  }
}
