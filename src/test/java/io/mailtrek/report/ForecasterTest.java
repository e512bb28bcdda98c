package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Effort;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.report.Forecast.Part;
import io.mailtrek.report.Forecast.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  /** 1,000 items and 1,000,000 bytes in 100 s: 10 items and 10,000 bytes a second. */
  private static final Effort EFFORT = new Effort(Duration.ofSeconds(100), 1000, 1_000_000);

  private static final Counts COUNTS = new Counts(1500, 1000, 0, 0, 500, 0, 0, 1_000_000, 0);

  static Forecast forecast(SampleReport sample, int concurrent) {
    return new Forecaster(Map.of(1L, EFFORT), concurrent)
        .forecast(sample.view(), sample.mailboxes());
  }

  private static SampleReport completed(long cutOffBytes) {
    return new SampleReport()
        .mailbox("anna@old.example", COUNTS, MailboxPassStatus.COMPLETED, "", cutOffBytes);
  }

  @Test
  void whatTheCutOffHeldBackIsLeft() {
    Forecast forecast = forecast(completed(500_000), 4);

    assertEquals(500, forecast.items());
    assertEquals(500_000, forecast.bytes());
  }

  @Test
  void itTakesAsLongAsBeforeWithARange() {
    Range range = forecast(completed(500_000), 4).duration().orElseThrow();

    assertEquals(Duration.ofMillis(38_500), range.least());
    assertEquals(Duration.ofSeconds(51), range.likely());
    assertEquals(Duration.ofSeconds(76), range.most());
  }

  @Test
  void theRangeIsWiderWhereItemsAndBytesTellDifferently() {
    Range range = forecast(completed(1_000_000), 4).duration().orElseThrow();

    assertEquals(Duration.ofMillis(38_500), range.least());
    assertEquals(Duration.ofSeconds(76), range.likely());
    assertEquals(Duration.ofSeconds(151), range.most());
  }

  @Test
  void failedItemsAndWhatWasNotLookedAtAreLeftToo() {
    Counts some = new Counts(400, 300, 0, 0, 90, 0, 10, 300_000, 0);
    SampleReport sample =
        new SampleReport()
            .mailbox("anna@old.example", some, MailboxPassStatus.FAILED, "Quota full", 90_000);

    Forecast forecast = forecast(sample, 4);

    assertEquals(90 + 10 + 600, forecast.items(), "1,000 were expected, 400 were listed");
    assertEquals(90_000 + 610 * 1000, forecast.bytes(), "the others by the average size");
    assertEquals(0, forecast.itemsPerDay(), "not known without the whole mailbox");
  }

  @Test
  void aMailboxThatMovedTooLittleGoesAsFastAsAll() {
    SampleReport sample =
        completed(500_000)
            .mailbox("new@old.example", COUNTS, MailboxPassStatus.COMPLETED, "", 500_000);
    Effort little = new Effort(Duration.ofSeconds(1), 3, 30);

    List<Part> parts =
        new Forecaster(Map.of(1L, EFFORT, 2L, little), 4)
            .forecast(sample.view(), sample.mailboxes())
            .mailboxes();

    double first = parts.get(0).duration().orElseThrow().likely().toMillis();
    double second = parts.get(1).duration().orElseThrow().likely().toMillis();
    assertEquals(first, second, first / 20);
  }

  @Test
  void mailboxesAreWorkedOnSeveralAtOnce() {
    SampleReport sample = completed(500_000);
    for (int i = 0; i < 3; i++) {
      sample.mailbox("u" + i + "@old.example", COUNTS, MailboxPassStatus.COMPLETED, "", 500_000);
    }

    assertEquals(Duration.ofSeconds(204), forecast(sample, 1).duration().orElseThrow().likely());
    assertEquals(Duration.ofSeconds(102), forecast(sample, 2).duration().orElseThrow().likely());
    assertEquals(Duration.ofSeconds(102), forecast(sample, 3).duration().orElseThrow().likely());
    assertEquals(Duration.ofSeconds(51), forecast(sample, 4).duration().orElseThrow().likely());
  }

  @Test
  void withoutAnythingMigratedTheTimeIsUnknown() {
    SampleReport sample = completed(500_000);

    Forecast forecast = new Forecaster(Map.of(), 4).forecast(sample.view(), sample.mailboxes());

    assertEquals(Optional.empty(), forecast.duration());
    assertTrue(forecast.sentences().get(0).endsWith("too little was migrated."));
  }

  @Test
  void aPersonIsToldInSentences() {
    assertEquals(
        List.of(
            "Left for the Full pass: 500 items, 878.9 KB. It takes about 1 min 11 s (38 s to 2 min"
                + " 16 s) with 4 mailboxes at once.",
            "Each day until then adds about 6 items, 9.8 KB."),
        forecast(completed(900_000), 4).sentences());
  }
}
