package io.mailtrek.store.exchange.form;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The zones of an iCalendar object: by the names that Java or Windows knows, else by the rules of
 * its VTIMEZONE.
 */
final class CalendarZones {
  private final Map<String, Zone> byId = new HashMap<>();
  private final Zone own;

  /**
   * @param fallback the zone of the mailbox
   */
  CalendarZones(Component calendar, ZoneId fallback) {
    for (Component zone : calendar.parts("VTIMEZONE")) {
      zone.value("TZID").ifPresent(id -> byId.putIfAbsent(id, zone(id, zone)));
    }
    this.own =
        calendar
            .value("X-WR-TIMEZONE")
            .flatMap(Zone::named)
            .or(() -> byId.values().stream().filter(zone -> byId.size() == 1).findFirst())
            .orElseGet(() -> Zone.of(fallback));
  }

  private static Zone zone(String id, Component zone) {
    return Stream.of(Optional.of(id), zone.value("X-LIC-LOCATION"))
        .flatMap(name -> name.flatMap(Zone::named).stream())
        .findFirst()
        .or(() -> ZoneReading.of(zone).map(rules -> new Zone(id, rules)))
        .orElse(Zone.UTC);
  }

  /** The zone of days and of times that have none: the one of the calendar, or of the mailbox. */
  Zone own() {
    return own;
  }

  /** A zone by its TZID; empty where nobody knows it. */
  Optional<Zone> named(String id) {
    return Optional.ofNullable(byId.get(id)).or(() -> Zone.named(id));
  }
}
