package io.mailtrek.store.exchange.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZonesTest {
  private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");

  @Test
  void everyZoneOfWindowsIsKnown() {
    List<String> ids = WindowsZones.ids();
    assertTrue(ids.size() > 130, ids::toString);
    for (String id : ids) {
      ZoneId zone = WindowsZones.zone(id).orElseThrow();
      assertEquals(id, WindowsZones.id(zone.getId()).orElse(""), zone.getId());
      assertTrue(WindowsZones.isSame(id, zone.getRules(), SUMMER), id);
    }
  }

  /** Exchange takes a name of Windows only, and its clocks must be those of the zone. */
  @Test
  void zonesOfTheIanaHaveANameWithTheSameClocks() {
    for (String id :
        List.of(
            "Europe/Kyiv",
            "Europe/Vienna",
            "America/Argentina/Ushuaia",
            "America/Indiana/Knox",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "US/Pacific",
            "Etc/GMT+5")) {
      Zone zone = Zone.named(id).orElseThrow();
      assertTrue(WindowsZones.isSame(zone.windows(SUMMER), zone.rules(), SUMMER), id);
    }
  }

  @Test
  void rulesAreTheSameAfterTheyWereWritten() {
    for (String id :
        List.of("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Tokyo")) {
      Zone zone = Zone.named(id).orElseThrow();
      CalendarText out = new CalendarText();
      ZoneText.write(out, zone, SUMMER);
      Component written = Component.of(out.content()).parts("VTIMEZONE").get(0);
      assertEquals(
          0,
          IntStream.range(0, 800)
              .mapToObj(day -> SUMMER.plusSeconds(day * 86_400L))
              .filter(
                  moment ->
                      !ZoneReading.of(written)
                          .orElseThrow()
                          .getOffset(moment)
                          .equals(zone.rules().getOffset(moment)))
              .count(),
          id);
    }
  }
}
