package io.mailtrek.store.limit;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The times that limits and pauses go by.
 *
 * @param nanos measures pauses; does not jump when the computer's time is set
 * @param wall decides which day it is, and is shown
 * @param random from 0 to 1, so that not all come back at once
 */
record Clocks(LongSupplier nanos, InstantSource wall, DoubleSupplier random) {
  static final Clocks SYSTEM =
      new Clocks(
          System::nanoTime, Clock.systemUTC(), () -> ThreadLocalRandom.current().nextDouble());

  Instant instantIn(long nanosFromNow) {
    return wall.instant().plusNanos(nanosFromNow);
  }
}
