package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2026-11-23 is a Monday. */
class BlackoutHoursTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          MON-FRI 08:00-18:00 UTC ; 2026-11-23T07:59:59Z ;
          MON-FRI 08:00-18:00 UTC ; 2026-11-23T08:00:00Z ; 2026-11-23T18:00:00Z
          MON-FRI 08:00-18:00 UTC ; 2026-11-23T17:59:59.9Z ; 2026-11-23T18:00:00Z
          MON-FRI 08:00-18:00 UTC ; 2026-11-23T18:00:00Z ;
          MON-FRI 08:00-18:00 UTC ; 2026-11-28T12:00:00Z ;
          mon - fri 8:00 - 18:00 UTC ; 2026-11-27T12:00:00Z ; 2026-11-27T18:00:00Z
          22:00-06:00 UTC ; 2026-11-25T23:30:00Z ; 2026-11-26T06:00:00Z
          22:00-06:00 UTC ; 2026-11-26T05:00:00Z ; 2026-11-26T06:00:00Z
          SUN 22:00-06:00 UTC ; 2026-11-30T01:00:00Z ; 2026-11-30T06:00:00Z
          SUN 22:00-06:00 UTC ; 2026-11-23T01:00:00Z ; 2026-11-23T06:00:00Z
          FRI-MON 09:00-10:00 UTC ; 2026-11-29T09:30:00Z ; 2026-11-29T10:00:00Z
          FRI-MON 09:00-10:00 UTC ; 2026-11-24T09:30:00Z ;
          SAT-SUN 00:00-24:00 UTC ; 2026-11-28T03:00:00Z ; 2026-11-30T00:00:00Z
          FRI 18:00-24:00, SAT 00:00-12:00 UTC ; 2026-11-27T20:00:00Z ; 2026-11-28T12:00:00Z
          SUN 12:00-24:00, MON 00:00-07:00 UTC ; 2026-11-29T13:00:00Z ; 2026-11-30T07:00:00Z
          08:00-18:00 +05:00 ; 2026-11-23T03:00:00Z ; 2026-11-23T13:00:00Z
          """)
  void tellWhenTheBlackoutOfAMomentIsOver(String hours, Instant moment, Instant end) {
    assertEquals(Optional.ofNullable(end), BlackoutHours.parse(hours).endAt(moment));
  }

  @Test
  void goByTheClocksOfTheirZoneInSummerAndWinter() {
    BlackoutHours hours = BlackoutHours.parse("08:00-18:00 Europe/Berlin");

    assertEquals(
        Optional.of(Instant.parse("2026-07-01T16:00:00Z")),
        hours.endAt(Instant.parse("2026-07-01T06:00:00Z")));
    assertEquals(
        Optional.of(Instant.parse("2026-12-01T17:00:00Z")),
        hours.endAt(Instant.parse("2026-12-01T07:00:00Z")));
  }

  @Test
  void coverAnHourThatComesTwiceBothTimes() {
    BlackoutHours hours = BlackoutHours.parse("SUN 02:10-02:40 Europe/Berlin");

    assertEquals(
        Optional.of(Instant.parse("2026-10-25T00:40:00Z")),
        hours.endAt(Instant.parse("2026-10-25T00:20:00Z")));
    assertEquals(
        Optional.of(Instant.parse("2026-10-25T01:40:00Z")),
        hours.endAt(Instant.parse("2026-10-25T01:20:00Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "always",
        "MON 08:00",
        "MOO 08:00-09:00",
        "08:00-08:00",
        "24:00-06:00",
        "08:61-09:00",
        "08:00-24:30",
        "08:00-18:00,",
        "08:00-18:00 Nowhere/City"
      })
  void refuseWhatIsNoTime(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> BlackoutHours.parse(text)).getMessage();
    assertTrue(message.startsWith("'") && message.endsWith("."), message);
  }

  @Test
  void leaveTimeToWorkIn() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> BlackoutHours.parse("08:00-20:00, 20:00-08:00"))
            .getMessage()
            .contains("no minute of the week"));
  }
}
