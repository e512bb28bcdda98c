package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OlderThanTest {
  private static final LocalDateTime NOON = LocalDateTime.parse("2026-11-22T12:00");
  private static final Instant NOW = NOON.atZone(ZoneId.systemDefault()).toInstant();

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 60, 90, 3650})
  void countsDaysBackFromNow(int days) {
    assertEquals(
        NOON.minusDays(days).atZone(ZoneId.systemDefault()).toInstant(),
        OlderThan.parse(days + "d").resolve(NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-01T20:00+02:00, 2026-08-01T18:00:00Z",
    "2026-08-01T20:00Z, 2026-08-01T20:00:00Z",
    "2026-08-01T20:00+02:00[Europe/Berlin], 2026-08-01T18:00:00Z",
    "2026-08-01T20:00:30-05:00, 2026-08-02T01:00:30Z"
  })
  void takesAZoneAsWritten(String text, Instant instant) {
    assertEquals(instant, OlderThan.parse(text).resolve(NOW));
  }

  @ParameterizedTest
  @CsvSource({"2026-08-01, 2026-08-01T00:00", "2026-08-01T20:00, 2026-08-01T20:00"})
  void takesTheSystemsZoneWhereNoneIsWritten(String text, LocalDateTime local) {
    assertEquals(
        local.atZone(ZoneId.systemDefault()).toInstant(), OlderThan.parse(text).resolve(NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "d", "-1d", "90 days", "2026-13-01", "yesterday", "2026-8-1"})
  void refusesAllElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> OlderThan.parse(text));
  }

  @Test
  void describesItself() {
    String zone = NOON.minusDays(90).atZone(ZoneId.systemDefault()).getOffset().getId();
    String offset = zone.equals("Z") ? "+00:00" : zone;
    assertEquals(
        "90 days (before 2026-08-24 12:00 " + offset + ")", OlderThan.days(90).describe(NOW));
  }
}
