package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Delays delays = new Delays();

  @Test
  void aDelayEndsWhenItsTimeIsOver() throws Exception {
    long begin = System.nanoTime();
    get(delays.of(Duration.ofMillis(20)).toCompletableFuture());
    assertTrue(System.nanoTime() - begin >= Duration.ofMillis(20).toNanos());
  }

  @Test
  void allEndAtOnceWhenThereIsNothingToWaitForAnyMore() throws Exception {
    CompletableFuture<Void> one = delays.of(LONG).toCompletableFuture();
    CompletableFuture<Void> other = delays.of(LONG).toCompletableFuture();
    assertFalse(one.isDone());

    delays.end();

    get(one);
    get(other);
  }

  @Test
  void afterTheEndNothingWaits() throws Exception {
    delays.end();
    get(delays.of(LONG).toCompletableFuture());
  }

  private static void get(CompletableFuture<Void> delay) throws Exception {
    Void unused = delay.get(20, TimeUnit.SECONDS);
  }
}
