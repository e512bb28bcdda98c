package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Pace;
import io.mailtrek.pass.SideClock.Side;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceMeterTest {
  private long now = 42;
  private final SideClock sides = new SideClock(() -> now);
  private final PaceMeter meter = new PaceMeter(sides, () -> now);

  @Test
  void tellsHowFastItIsNow() {
    Pace first = meter.measure(migrated(0), 0);
    now += TimeUnit.SECONDS.toNanos(4);
    Pace second = meter.measure(migrated(200), 77);

    assertEquals(0, first.itemsPerSecond());
    assertEquals(50, second.itemsPerSecond());
    assertEquals(500, second.bytesPerSecond());
    assertEquals(Duration.ofSeconds(4), second.worked());
    assertEquals(77, second.cutOffBytes());
  }

  @Test
  void addsWhatEarlierAttemptsTook() {
    meter.goOnFrom(
        new Pace(Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofSeconds(5), 9, 9, 9));
    var unused = sides.until(Side.SOURCE, new CompletableFuture<String>());
    now += TimeUnit.SECONDS.toNanos(2);

    Pace pace = meter.measure(migrated(0), 0);

    assertEquals(Duration.ofSeconds(62), pace.worked());
    assertEquals(Duration.ofSeconds(42), pace.sourceWait());
    assertEquals(Duration.ofSeconds(5), pace.destinationWait());
    assertEquals(0, pace.itemsPerSecond());
  }

  private static Counts migrated(long items) {
    return new Counts(items, items, 0, 0, 0, 0, 0, items * 10, 0);
  }
}
