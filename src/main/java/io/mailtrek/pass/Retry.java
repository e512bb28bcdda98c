package io.mailtrek.pass;

import io.mailtrek.config.RetryDelays;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed in passing, each time after twice the wait, or after what the server
 * asked for if that is longer. A try that ended in a pause that the session keeps by itself does
 * not count. For what happens outside a route: there Camel redelivers.
 *
 * @param attempts how often to try in all
 * @param firstDelay the wait after the first failure
 * @param longestDelay the longest wait that is not the server's wish
 */
public record Retry(int attempts, Duration firstDelay, Duration longestDelay) {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  /** How soon a wait notices that it is to end. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Tries as often as told, with the waits that the project sets. */
  static Retry of(int attempts, RetryDelays delays) {
    return new Retry(attempts, delays.first(), delays.longest());
  }

  /** Something that may fail in passing. */
  @FunctionalInterface
  public interface Attempt<T> {
    /** Does it. */
    T run() throws StoreException, InterruptedException;
  }

  /**
   * Does it until it goes well, all attempts are used, or {@code mayGoOn} says no.
   *
   * @throws StoreException what went wrong at the last attempt
   */
  public <T> T run(Attempt<T> attempt, BooleanSupplier mayGoOn)
      throws StoreException, InterruptedException {
    Duration delay = firstDelay;
    for (int tried = 1; ; tried++) {
      try {
        return attempt.run();
      } catch (TransientException e) {
        if (e.throttled() && mayGoOn.getAsBoolean()) {
          tried--;
          continue;
        }
        if (tried == attempts || !mayGoOn.getAsBoolean()) {
          throw e;
        }
        Duration wait = longer(delay, e.retryAfter());
        LOG.warn("{}. Trying again in {} ms.", e.getMessage(), wait.toMillis());
        await(wait, mayGoOn);
        if (!mayGoOn.getAsBoolean()) {
          throw e;
        }
        delay = shorter(delay.multipliedBy(2), longestDelay);
      }
    }
  }

  /** Ends early when there is nothing to wait for any more. */
  private static void await(Duration wait, BooleanSupplier mayGoOn) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos();
        left > 0 && mayGoOn.getAsBoolean();
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK.toNanos()));
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
