package io.mailtrek.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a number grew in the last seconds. For one thread. */
public final class RateMeter {
  private static final Duration SPAN = Duration.ofSeconds(10);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long value) {}

  /** Takes down the number at a moment, not before those taken down. */
  public void record(Instant at, long value) {
    samples.addLast(new Sample(at, value));
    while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(SPAN))) {
      samples.removeFirst();
    }
  }

  /** The growth in a second; 0 while too little is known. */
  public double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    double seconds =
        Duration.between(samples.getFirst().at(), samples.getLast().at()).toMillis() / 1000.0;
    long growth = samples.getLast().value() - samples.getFirst().value();
    return seconds > 0 ? Math.max(0, growth / seconds) : 0;
  }
}
