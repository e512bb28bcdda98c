package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalDateTest {
  @ParameterizedTest
  @CsvSource({
    "2021-03-04T05:06:07+05:30, 04-Mar-2021 05:06:07 +0530",
    "1996-07-17T02:44:25-07:00, 17-Jul-1996 02:44:25 -0700",
    "1970-01-01T00:00:00Z, 01-Jan-1970 00:00:00 +0000",
    "2023-02-01T04:05:06-00:30, 01-Feb-2023 04:05:06 -0030"
  })
  void keepsTheZone(String iso, String imap) {
    OffsetDateTime date = OffsetDateTime.parse(iso);
    assertEquals(imap, InternalDate.format(date));
    assertEquals(Optional.of(date), InternalDate.parse(imap));
  }

  @Test
  void readsDaysOfOneDigit() {
    Optional<OffsetDateTime> expected =
        Optional.of(OffsetDateTime.parse("2021-03-04T05:06:07+01:00"));
    assertEquals(expected, InternalDate.parse(" 4-Mar-2021 05:06:07 +0100"));
    assertEquals(expected, InternalDate.parse("4-mar-2021 05:06:07 +0100"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NIL",
        "30-Feb-2021 05:06:07 +0100",
        "04-Mrz-2021 05:06:07 +0100",
        "04-Mar-2021 25:06:07 +0100",
        "04-Mar-2021 05:06:07 +9900",
        "aa-Mar-2021 05:06:07 +0100"
      })
  void takesWhatIsNoDateForNone(String text) {
    assertEquals(Optional.empty(), InternalDate.parse(text));
  }
}
