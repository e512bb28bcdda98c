package io.mailtrek.demo.exchange;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/** The names that Windows has for time zones: those of the tests; others are taken for IANA's. */
final class Zones {
  private static final Map<String, String> WINDOWS =
      Map.ofEntries(
          Map.entry("UTC", "Etc/UTC"),
          Map.entry("GMT Standard Time", "Europe/London"),
          Map.entry("Greenwich Standard Time", "Atlantic/Reykjavik"),
          Map.entry("W. Europe Standard Time", "Europe/Berlin"),
          Map.entry("Romance Standard Time", "Europe/Paris"),
          Map.entry("Central Europe Standard Time", "Europe/Budapest"),
          Map.entry("Central European Standard Time", "Europe/Warsaw"),
          Map.entry("E. Europe Standard Time", "Europe/Chisinau"),
          Map.entry("FLE Standard Time", "Europe/Kiev"),
          Map.entry("GTB Standard Time", "Europe/Bucharest"),
          Map.entry("Russian Standard Time", "Europe/Moscow"),
          Map.entry("Turkey Standard Time", "Europe/Istanbul"),
          Map.entry("Israel Standard Time", "Asia/Jerusalem"),
          Map.entry("India Standard Time", "Asia/Calcutta"),
          Map.entry("China Standard Time", "Asia/Shanghai"),
          Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
          Map.entry("AUS Eastern Standard Time", "Australia/Sydney"),
          Map.entry("New Zealand Standard Time", "Pacific/Auckland"),
          Map.entry("Eastern Standard Time", "America/New_York"),
          Map.entry("Central Standard Time", "America/Chicago"),
          Map.entry("Mountain Standard Time", "America/Denver"),
          Map.entry("Pacific Standard Time", "America/Los_Angeles"),
          Map.entry("E. South America Standard Time", "America/Sao_Paulo"));

  private Zones() {}

  static ZoneId of(String id) throws EwsFailure {
    try {
      return ZoneId.of(WINDOWS.getOrDefault(id, id));
    } catch (DateTimeException e) {
      throw new EwsFailure("ErrorTimeZone", "The time zone '" + id + "' is not known.");
    }
  }
}
