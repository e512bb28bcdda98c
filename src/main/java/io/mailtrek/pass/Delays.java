package io.mailtrek.pass;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Waits that take no thread, and all end early when there is no use for them any more. Safe for use
 * by many threads.
 */
final class Delays {
  private final Map<Object, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
  private volatile boolean ended;

  /** Completes when the time is over, or with {@link #end}; never exceptionally. */
  CompletionStage<Void> of(Duration wait) {
    CompletableFuture<Void> delay = new CompletableFuture<>();
    Object key = new Object();
    CompletionStage<Void> over = delay.thenRun(() -> open.remove(key));
    open.put(key, delay);
    // An end that comes between these two lines sees the delay.
    Duration left = ended ? Duration.ZERO : wait;
    var unused = delay.completeOnTimeout(null, left.toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }

  /** Ends all waits, now and later. What waited goes on in a thread of its own. */
  void end() {
    ended = true;
    if (!open.isEmpty()) {
      Thread thread =
          new Thread(() -> open.values().forEach(delay -> delay.complete(null)), "delays-end");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
