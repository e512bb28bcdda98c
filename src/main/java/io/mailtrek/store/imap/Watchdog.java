package io.mailtrek.store.imap;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks after connections now and then, for all of them on one thread. A timeout of the socket
 * would not do: it may strike in the middle of a response, whose first half is lost then.
 */
final class Watchdog {
  private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

  private Watchdog() {}

  /** A check that goes on until its end. */
  record Watch(Future<?> future) {
    void end() {
      future.cancel(false);
    }
  }

  /** Runs {@code check} a few times within {@code timeout}. */
  static Watch watch(Duration timeout, Runnable check) {
    long period = Math.max(10, Math.min(1000, timeout.toMillis() / 4));
    return new Watch(EXECUTOR.scheduleWithFixedDelay(check, period, period, TimeUnit.MILLISECONDS));
  }

  private static ScheduledThreadPoolExecutor executor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "imap-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
