package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The zone of an event: of {@code t:StartTimeZone} ([MS-OXWSGTZ] §2.2.4.11), which has a name of
 * Windows, or rules of its own.
 */
final class ZoneDefinition {
  private ZoneDefinition() {}

  /** The zone of an element; empty where there is none, or it says nothing. */
  static Optional<Zone> of(Told event, String name) {
    return event.child(name).flatMap(ZoneDefinition::of);
  }

  private static Optional<Zone> of(Told definition) {
    Optional<String> id = definition.element().attribute("Id");
    Optional<Zone> known =
        id.flatMap(Zone::named)
            .or(() -> definition.element().attribute("TimeZoneName").flatMap(Zone::named));
    if (known.isPresent()) {
      return known;
    }
    String shown = id.or(() -> definition.element().attribute("Name")).orElse("Exchange");
    try {
      return rules(definition).map(rules -> new Zone(shown, rules));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneRules> rules(Told definition) {
    List<Told> periods = definition.all("Periods", "Period");
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    List<Told> groups = definition.all("TransitionsGroups", "TransitionsGroup");
    List<ZoneOffsetTransitionRule> rules =
        groups.isEmpty() ? List.of() : rules(periods, groups.get(groups.size() - 1));
    ZoneOffset standard =
        periods.stream()
            .filter(
                period -> period.element().attribute("Name").filter("Standard"::equals).isPresent())
            .findFirst()
            .orElse(periods.get(0))
            .element()
            .attribute("Bias")
            .map(ZoneDefinition::offset)
            .orElse(ZoneOffset.UTC);
    return Optional.of(YearlyRules.of(standard, rules));
  }

  /** Those of the group that holds now, which is the last one. */
  private static List<ZoneOffsetTransitionRule> rules(List<Told> periods, Told group) {
    List<XmlNode> changes =
        group.element().children().stream()
            .filter(child -> child.name().getLocalPart().equals("RecurringDayTransition"))
            .toList();
    List<ZoneOffset> offsets = new ArrayList<>();
    for (XmlNode change : changes) {
      offsets.add(offset(periods, new Told(change).text("To").orElse("")));
    }
    List<ZoneOffsetTransitionRule> rules = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      ZoneOffset before = offsets.get((i + changes.size() - 1) % changes.size());
      rule(new Told(changes.get(i)), before, offsets.get(i)).ifPresent(rules::add);
    }
    return rules;
  }

  private static Optional<ZoneOffsetTransitionRule> rule(
      Told change, ZoneOffset before, ZoneOffset after) {
    Optional<Integer> month = change.number("Month");
    Set<DayOfWeek> day = change.text("DayOfWeek").map(Weekdays::ofExchange).orElse(Set.of());
    int index = change.number("Occurrence").orElse(1);
    if (month.isEmpty() || day.size() != 1 || before.equals(after)) {
      return Optional.empty();
    }
    Duration time = change.text("TimeOffset").map(Duration::parse).orElse(Duration.ZERO);
    return Optional.of(
        ZoneOffsetTransitionRule.of(
            Month.of(month.get()),
            index < 0 || index >= 5 ? -1 : 1 + 7 * (index - 1),
            day.iterator().next(),
            LocalTime.MIDNIGHT.plus(time),
            false,
            ZoneOffsetTransitionRule.TimeDefinition.WALL,
            before.getTotalSeconds() < after.getTotalSeconds() ? before : after,
            before,
            after));
  }

  private static ZoneOffset offset(List<Told> periods, String id) {
    return periods.stream()
        .filter(period -> period.element().attribute("Id").filter(id.strip()::equals).isPresent())
        .findFirst()
        .flatMap(period -> period.element().attribute("Bias"))
        .map(ZoneDefinition::offset)
        .orElse(ZoneOffset.UTC);
  }

  /** UTC is the time of the zone and its bias. */
  private static ZoneOffset offset(String bias) {
    return ZoneOffset.ofTotalSeconds((int) -Duration.parse(bias).toSeconds());
  }
}
