package io.mailtrek.store.exchange.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The zone of an event.
 *
 * @param id its name: of the IANA, or one that only its item knows
 */
record Zone(String id, ZoneRules rules) {
  static final Zone UTC = new Zone("UTC", ZoneOffset.UTC.getRules());

  static Zone of(ZoneId zone) {
    return new Zone(zone.getId(), zone.getRules());
  }

  /** One that Java or Windows knows by this name. */
  static Optional<Zone> named(String name) {
    String plain = name.strip();
    if (ZoneId.getAvailableZoneIds().contains(plain)) {
      return Optional.of(of(ZoneId.of(plain)));
    }
    // Some programs write directories before the name of the IANA.
    int slash = plain.indexOf('/', 1);
    if (plain.startsWith("/") && slash > 0) {
      Optional<Zone> inner = named(plain.substring(slash + 1));
      return inner.isPresent() ? inner : named(plain.substring(slash));
    }
    Optional<Zone> windows = WindowsZones.zone(plain).map(Zone::of);
    return windows.isPresent() ? windows : offset(plain);
  }

  private static Optional<Zone> offset(String name) {
    try {
      return name.matches("(?:GMT|UTC|UT)?[+-]\\d\\d?:?\\d\\d")
          ? Optional.of(of(ZoneId.of(name.replaceFirst("^(?:GMT|UTC|UT)", ""))))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name at Windows; the nearest one where it has none. */
  String windows(Instant about) {
    return isUtc()
        ? WindowsZones.UTC
        : WindowsZones.id(id).orElseGet(() -> WindowsZones.nearest(rules, about));
  }

  boolean isUtc() {
    return rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
  }

  /** The moment of a time; where clocks leave it out, as much later. */
  Instant instant(LocalDateTime local) {
    return local.toInstant(rules.getOffset(local));
  }

  LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, rules.getOffset(moment));
  }
}
