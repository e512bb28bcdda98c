package io.mailtrek.pass;

import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Tells for how long a mailbox pass waited for each of its sides. Items pile up before the slower
 * one, so each moment counts for the two sides as the numbers of items that wait for them: with 30
 * items at the source and 10 at the destination, three quarters of it for the source. A moment in
 * which nothing waits for a server counts for none. Safe for use by many threads.
 */
public final class SideClock {
  private final LongSupplier nanoTime;
  private int atSource;
  private int atDestination;
  private double sourceNanos;
  private double destinationNanos;
  private long last;

  /** One of the two servers of a mailbox. */
  public enum Side {
    SOURCE,
    DESTINATION
  }

  /** A clock at zero, for which nothing waits. */
  public SideClock() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime the time, in nanoseconds from any beginning
   */
  SideClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /**
   * Counts one more that waits for a side until the stage completes.
   *
   * @return completes as the stage does, when the wait is counted
   */
  public <T> CompletionStage<T> until(Side side, CompletionStage<T> stage) {
    change(side, 1);
    return stage.whenComplete((value, failure) -> change(side, -1));
  }

  /** Does something that waits for a side. */
  public <T> T during(Side side, Retry.Attempt<T> attempt)
      throws StoreException, InterruptedException {
    change(side, 1);
    try {
      return attempt.run();
    } finally {
      change(side, -1);
    }
  }

  /** For how long a side was waited for. */
  public synchronized Duration waited(Side side) {
    tick();
    return Duration.ofNanos((long) (side == Side.SOURCE ? sourceNanos : destinationNanos));
  }

  private synchronized void change(Side side, int by) {
    tick();
    if (side == Side.SOURCE) {
      atSource += by;
    } else {
      atDestination += by;
    }
  }

  private void tick() {
    long now = nanoTime.getAsLong();
    int all = atSource + atDestination;
    if (all > 0) {
      double share = (double) (now - last) / all;
      sourceNanos += share * atSource;
      destinationNanos += share * atDestination;
    }
    last = now;
  }
}
