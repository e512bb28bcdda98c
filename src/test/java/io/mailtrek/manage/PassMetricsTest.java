package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.TransientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PassMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PassMetrics metrics = new PassMetrics(registry);

  @Test
  void countsItemsAndBytesByPassAndOutcome() {
    metrics.items(PassType.FULL, Outcome.MIGRATED, 1, 500);
    metrics.items(PassType.FULL, Outcome.MIGRATED, 1, 700);
    metrics.items(PassType.FULL, Outcome.ALREADY_MIGRATED, 40, 0);
    metrics.items(PassType.PRE_STAGE, Outcome.FILTERED, 3, 0);

    assertEquals(2, items("full", "migrated"));
    assertEquals(40, items("full", "already-migrated"));
    assertEquals(3, items("pre-stage", "filtered"));
    assertEquals(1200, registry.get("mailtrek.migrated").tag("pass", "full").counter().count());
  }

  @Test
  void countsFailedAttemptsByTheirClass() {
    metrics.attemptFailed(new TransientException("gone", null));
    metrics.attemptFailed(new TransientException("gone again", null));

    assertEquals(
        2,
        registry
            .get("mailtrek.failed.attempts")
            .tag("class", "TransientException")
            .counter()
            .count());
  }

  @Test
  void timesBothServers() {
    metrics.read(Duration.ofMillis(20).toNanos());
    metrics.written(Duration.ofMillis(30).toNanos());
    metrics.written(Duration.ofMillis(50).toNanos());

    assertEquals(20, registry.get("mailtrek.source.read").timer().totalTime(TimeUnit.MILLISECONDS));
    assertEquals(2, registry.get("mailtrek.destination.write").timer().count());
  }

  private double items(String pass, String outcome) {
    return registry
        .get("mailtrek.items")
        .tag("pass", pass)
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
