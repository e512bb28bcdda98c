package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KB",
    "1048576, 1.0 MB",
    "1048000, 1.0 MB",
    "5368709120, 5.0 GB"
  })
  void writesSizes(long bytes, String text) {
    assertEquals(text, Words.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.4S, 0 s",
    "PT59S, 59 s",
    "PT3M20S, 3 min 20 s",
    "PT5H12M30S, 5 h 12 min",
    "PT49H, 2 d 1 h"
  })
  void writesDurations(Duration duration, String text) {
    assertEquals(text, Words.duration(duration));
  }

  @Test
  void writesCountsAndRates() {
    assertEquals("1 mailbox", Words.count(1, "mailbox", "mailboxes"));
    assertEquals("1,234 mailboxes", Words.count(1234, "mailbox", "mailboxes"));
    assertEquals("0/s", Words.rate(0));
    assertEquals("0.4/s", Words.rate(0.4));
    assertEquals("1,235/s", Words.rate(1234.6));
  }
}
