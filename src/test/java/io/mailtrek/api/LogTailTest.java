package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogTailTest {
  private static final Logger LOG = LoggerFactory.getLogger(LogTailTest.class);

  private static List<LogLine> own(LogTail tail, int limit) {
    return tail.after(0, line -> line.logger().endsWith("LogTailTest"), limit).lines();
  }

  @Test
  void hasTheFieldsOfALineAndNoLineEnds() {
    try (LogTail tail = LogTail.open();
        var unused = MDC.putCloseable("mailbox", "anna@old.example")) {
      LOG.warn("One\r\ntwo {}", "\u2028three", new IllegalStateException("four\nfive"));
      LogLine line = own(tail, 10).get(0);
      assertEquals("anna@old.example", line.mailbox());
      assertEquals("", line.pass());
      assertEquals("WARN", line.level());
      assertEquals("One two  three (java.lang.IllegalStateException: four five)", line.message());
    }
  }

  @Test
  void keepsTheLastLinesAndCutsLongOnes() {
    try (LogTail tail = LogTail.open()) {
      for (int i = 0; i < LogTail.KEPT + 10; i++) {
        LOG.warn("{}", i);
      }
      LOG.warn("{}", "x".repeat(100_000));
      List<LogLine> lines = own(tail, 10_000);
      assertTrue(lines.size() <= LogTail.KEPT);
      assertTrue(lines.get(lines.size() - 1).message().length() < 5000);
      assertEquals("2009", own(tail, 2).get(0).message());
      assertEquals(2, own(tail, 2).size());
    }
  }

  @Test
  void hearsNothingAfterItsEnd() {
    LogTail tail = LogTail.open();
    tail.close();
    LOG.warn("too late");
    assertEquals(0, own(tail, 10).size());
  }
}
