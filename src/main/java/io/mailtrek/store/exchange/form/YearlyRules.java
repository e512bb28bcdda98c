package io.mailtrek.store.exchange.form;

import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;

/** Rules of a zone that changes its clocks in the same way each year, or never. */
final class YearlyRules {
  /** Before it there are no events. */
  private static final int FIRST = 1900;

  private YearlyRules() {}

  /**
   * Rules that hold at all times.
   *
   * @param standard the offset where clocks never change
   */
  static ZoneRules of(ZoneOffset standard, List<ZoneOffsetTransitionRule> rules) {
    if (rules.size() < 2) {
      return ZoneRules.of(standard);
    }
    List<ZoneOffsetTransition> first =
        rules.stream()
            .map(rule -> rule.createTransition(FIRST))
            .sorted(Comparator.naturalOrder())
            .toList();
    List<ZoneOffsetTransitionRule> sorted =
        rules.stream().sorted(Comparator.comparing(rule -> rule.createTransition(FIRST))).toList();
    return ZoneRules.of(standard, first.get(0).getOffsetBefore(), List.of(), first, sorted);
  }
}
