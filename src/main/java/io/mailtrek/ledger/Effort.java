package io.mailtrek.ledger;

import java.time.Duration;

/**
 * What it took to migrate something.
 *
 * @param worked how long it was worked on
 * @param items how many items were migrated
 * @param bytes their size
 */
public record Effort(Duration worked, long items, long bytes) {

  /** Nothing was done. */
  public static final Effort NONE = new Effort(Duration.ZERO, 0, 0);

  /** Both together. */
  public Effort plus(Effort other) {
    return new Effort(worked.plus(other.worked), items + other.items, bytes + other.bytes);
  }
}
