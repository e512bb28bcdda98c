package io.mailtrek.ledger;

import java.time.Duration;
import java.util.Locale;

/**
 * How one mailbox pass gets on, its attempts together.
 *
 * @param worked how long it was worked on
 * @param sourceWait how much of this it waited for the source
 * @param destinationWait how much of this it waited for the destination
 * @param itemsPerSecond how fast items got an outcome of late
 * @param bytesPerSecond how fast bytes were migrated of late
 * @param cutOffBytes the size of the items that the cut-off held back
 */
public record Pace(
    Duration worked,
    Duration sourceWait,
    Duration destinationWait,
    double itemsPerSecond,
    double bytesPerSecond,
    long cutOffBytes) {

  /** Nothing was done yet. */
  public static final Pace NONE = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);

  /** What was slower than anything else in a mailbox pass. */
  public enum Bottleneck {
    SOURCE,
    DESTINATION,
    /** Both sides in turns. */
    BOTH,
    /** Neither, or too little was done to tell. */
    NONE;

    /** The word for it: the name in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Both together, as if one mailbox had waited for them one after the other. */
  public Pace plus(Pace other) {
    return new Pace(
        worked.plus(other.worked),
        sourceWait.plus(other.sourceWait),
        destinationWait.plus(other.destinationWait),
        itemsPerSecond + other.itemsPerSecond,
        bytesPerSecond + other.bytesPerSecond,
        cutOffBytes + other.cutOffBytes);
  }

  /** The side that most of the waiting was for; of twice as much it is told. */
  public Bottleneck bottleneck() {
    Duration waited = sourceWait.plus(destinationWait);
    if (waited.toMillis() < 1000 || waited.multipliedBy(4).compareTo(worked) < 0) {
      return Bottleneck.NONE;
    }
    if (sourceWait.compareTo(destinationWait.multipliedBy(2)) >= 0) {
      return Bottleneck.SOURCE;
    }
    return destinationWait.compareTo(sourceWait.multipliedBy(2)) >= 0
        ? Bottleneck.DESTINATION
        : Bottleneck.BOTH;
  }
}
