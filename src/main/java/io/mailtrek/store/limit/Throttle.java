package io.mailtrek.store.limit;

import io.mailtrek.store.Pause;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server, or an account on it, asked to be left alone. A pause is as long as the server
 * says, or else longer each time until something goes well again. Safe for use by many threads.
 */
final class Throttle {
  private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String name;
  private final Clocks clocks;
  private volatile int pauses;
  private volatile Running running;

  private record Running(long end, Pause pause) {}

  /**
   * @param name of the server or account, for the log
   */
  Throttle(String name, Clocks clocks) {
    this.name = name;
    this.clocks = clocks;
  }

  /**
   * Begins a pause. An answer to what was sent before the pause that goes on already makes that no
   * longer, unless the server says a time.
   *
   * @param told how long the server says; zero when it does not
   * @param reason for people, with the server's words
   * @return whether a pause begins that was not going on already
   */
  synchronized boolean begin(Duration told, String reason) {
    boolean goesOn = pause().isPresent();
    if (goesOn && told.isZero()) {
      return false;
    }
    if (!goesOn) {
      pauses++;
    }
    long wait = (told.isZero() ? backOff() : told).toNanos();
    long end = clocks.nanos().getAsLong() + wait;
    if (goesOn && end - running.end <= 0) {
      return false;
    }
    Pause pause = new Pause(reason, Optional.of(clocks.instantIn(wait)));
    running = new Running(end, pause);
    LOG.warn("{} is paused until {}: {}", name, pause.until().get(), reason);
    return !goesOn;
  }

  private Duration backOff() {
    Duration longest = FIRST.multipliedBy(1L << Math.min(pauses - 1, 20));
    double part = 1 - clocks.random().getAsDouble() / 2;
    return Duration.ofMillis((long) (Math.min(longest.toMillis(), LONGEST.toMillis()) * part));
  }

  /** The pause that goes on now. */
  Optional<Pause> pause() {
    Running now = running;
    if (now == null) {
      return Optional.empty();
    }
    if (clocks.nanos().getAsLong() - now.end < 0) {
      return Optional.of(now.pause);
    }
    end(now);
    return Optional.empty();
  }

  private synchronized void end(Running over) {
    if (over.equals(running)) {
      running = null;
      LOG.info("{} is used again after a pause.", name);
    }
  }

  /** Something went well. The next pause is a first one again. */
  void wentWell() {
    if (pauses > 0) {
      forget();
    }
  }

  private synchronized void forget() {
    // What was on its way when the pause began tells nothing about the time after it.
    if (running == null) {
      pauses = 0;
    }
  }
}
