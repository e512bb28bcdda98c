package io.mailtrek.store.exchange.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The zones of Windows, by which Exchange names zones, and those of the IANA. */
final class WindowsZones {
  static final String UTC = "UTC";

  /** For how many months zones are compared. */
  private static final int MONTHS = 24;

  private static final long DAYS_OF_MONTH = 30;

  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
  private static final Map<String, ZoneId> BY_WINDOWS =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private static final Map<String, String> BY_IANA = new HashMap<>();

  static {
    try (InputStream in = WindowsZones.class.getResourceAsStream("windows-zones.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(WindowsZones::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WindowsZones() {}

  private static void add(String line) {
    String[] sides = line.split(" = ", 2);
    for (String iana : sides[1].split(" ", -1)) {
      if (KNOWN.contains(iana)) {
        BY_WINDOWS.putIfAbsent(sides[0], ZoneId.of(iana));
        BY_IANA.putIfAbsent(iana.toLowerCase(Locale.ROOT), sides[0]);
      }
    }
  }

  /** The zone that a name of Windows usually stands for. */
  static Optional<ZoneId> zone(String windows) {
    return Optional.ofNullable(BY_WINDOWS.get(windows.strip()));
  }

  /** The name at Windows of a zone of the IANA. */
  static Optional<String> id(String iana) {
    return Optional.ofNullable(BY_IANA.get(iana.toLowerCase(Locale.ROOT)));
  }

  /** The names of Windows. */
  static List<String> ids() {
    return List.copyOf(BY_WINDOWS.keySet());
  }

  /** The one whose clocks show the same most often in the time after a moment. */
  static String nearest(ZoneRules rules, Instant from) {
    return BY_WINDOWS.entrySet().stream()
        .min(
            Comparator.comparingLong(
                (Map.Entry<String, ZoneId> each) ->
                    difference(rules, each.getValue().getRules(), from)))
        .map(Map.Entry::getKey)
        .orElse(UTC);
  }

  /** Whether the clocks of a zone show the same in the time after a moment. */
  static boolean isSame(String windows, ZoneRules rules, Instant from) {
    return zone(windows).filter(zone -> difference(rules, zone.getRules(), from) == 0).isPresent();
  }

  private static long difference(ZoneRules one, ZoneRules other, Instant from) {
    long seconds = 0;
    for (int month = 0; month < MONTHS; month++) {
      Instant moment = from.plus(month * DAYS_OF_MONTH, ChronoUnit.DAYS);
      seconds +=
          Math.abs(
              one.getOffset(moment).getTotalSeconds() - other.getOffset(moment).getTotalSeconds());
    }
    return seconds;
  }
}
