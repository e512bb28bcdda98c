package io.mailtrek.pass;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Pace;
import io.mailtrek.pass.SideClock.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Measures how a mailbox pass gets on, from the making of the meter on. Safe for many threads. */
final class PaceMeter {
  private final SideClock sides;
  private final LongSupplier nanoTime;
  private final long begun;
  private final RateMeter items = new RateMeter();
  private final RateMeter bytes = new RateMeter();
  private Pace earlier = Pace.NONE;

  /**
   * @param nanoTime the time, in nanoseconds from any beginning
   */
  PaceMeter(SideClock sides, LongSupplier nanoTime) {
    this.sides = sides;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /** Adds what earlier attempts at the same mailbox pass took. */
  synchronized void goOnFrom(Pace attempts) {
    earlier = attempts;
  }

  /**
   * The pace at this moment.
   *
   * @param counts what became of the items so far
   * @param cutOffBytes see {@link Pace#cutOffBytes}
   */
  synchronized Pace measure(Counts counts, long cutOffBytes) {
    Duration worked = Duration.ofNanos(nanoTime.getAsLong() - begun);
    Instant now = Instant.EPOCH.plus(worked);
    items.record(now, counts.listed());
    bytes.record(now, counts.bytes());
    return new Pace(
        earlier.worked().plus(worked),
        earlier.sourceWait().plus(sides.waited(Side.SOURCE)),
        earlier.destinationWait().plus(sides.waited(Side.DESTINATION)),
        items.perSecond(),
        bytes.perSecond(),
        cutOffBytes);
  }
}
