package io.mailtrek.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that somebody sets while it goes. Safe for use by many threads. */
public final class SteppedClock extends Clock {
  private volatile Duration ahead;

  /** Shows this time now. */
  public SteppedClock(Instant start) {
    ahead = Duration.between(Instant.now(), start);
  }

  /** Sets it forward, or back by a negative duration. */
  public void step(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Only UTC");
  }
}
