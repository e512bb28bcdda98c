package io.mailtrek.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The waits of one mailbox pass for its servers: what is waited for now, and an end to all of it
 * when the pass is to end. Safe for use by many threads.
 */
public final class Waits {
  /** How long a server may throttle when nobody says otherwise. */
  public static final Duration PATIENCE = Duration.ofHours(24);

  /** How soon a wait notices that it is over where nobody tells it. */
  private static final long LOOK_MILLIS = 50;

  private final Duration patience;
  private final Map<Thread, Pause> current = new LinkedHashMap<>();
  private volatile boolean stopped;

  /**
   * Waits that go on until {@link #stop}.
   *
   * @param patience how long a server may throttle the mailbox without taking or giving anything
   */
  public Waits(Duration patience) {
    this.patience = patience;
  }

  /** See the constructor. */
  public Duration patience() {
    return patience;
  }

  /** Ends all waits, now and later. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Whether {@link #stop} was called. */
  public boolean stopped() {
    return stopped;
  }

  /** Lets all waits look whether they are over. */
  public synchronized void wake() {
    notifyAll();
  }

  /** What is waited for now; of several the one that takes longest. */
  public synchronized Optional<Pause> current() {
    return current.values().stream()
        .max(Comparator.comparing(pause -> pause.until().orElse(Instant.MAX)));
  }

  /**
   * Waits, and shows it.
   *
   * @param pause what for
   * @param over whether to go on; is asked with a lock held, so it takes none that others hold
   *     while they use these waits
   * @throws StoppedException when it was stopped before it was over
   * @throws TransientException when the thread is interrupted
   */
  public synchronized void await(Pause pause, BooleanSupplier over) throws StoreException {
    current.put(Thread.currentThread(), pause);
    try {
      await(pause.reason(), over);
    } finally {
      current.remove(Thread.currentThread());
    }
  }

  /** The same for what is too short to be shown. */
  public synchronized void await(String reason, BooleanSupplier over) throws StoreException {
    try {
      while (!over.getAsBoolean()) {
        if (stopped) {
          throw new StoppedException("The wait was ended: " + reason);
        }
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted while waiting: " + reason, e);
    }
  }
}
