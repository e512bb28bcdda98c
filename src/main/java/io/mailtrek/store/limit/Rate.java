package io.mailtrek.store.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A number of things in a second, taken in batches. Who takes more than there is waits until the
 * debt is paid. Safe for use by many threads.
 */
final class Rate {
  private final long perSecond;
  private final Bucket bucket;

  Rate(long perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .withCustomTimePrecision(meter(nanos))
            .build();
  }

  private static TimeMeter meter(LongSupplier nanos) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  /**
   * Takes some.
   *
   * @return how many nanoseconds to wait before they are used
   */
  long take(long number) {
    return number == 0 ? 0 : bucket.consumeIgnoringRateLimits(number);
  }

  /** The most that a batch should take, so that it is a second's worth. */
  long batch(long most) {
    return Math.min(most, perSecond);
  }
}
