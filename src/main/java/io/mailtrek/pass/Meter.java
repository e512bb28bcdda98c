package io.mailtrek.pass;

import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.PassType;

/**
 * Counts and times what passes do, for whoever watches. What it is not told of is the rest: one
 * that overrides nothing costs nothing. Called for each item, from many threads at once, so each
 * method returns at once and throws nothing.
 */
public interface Meter {
  /** Nobody watches. */
  Meter NONE = new Meter() {};

  /**
   * It became known what becomes of some items. Items of a folder that has to be listed anew are
   * told again.
   *
   * @param bytes their size, where they were written to the destination; else 0
   */
  default void items(PassType type, Outcome outcome, long items, long bytes) {}

  /** An attempt to move an item failed; it may be tried again. */
  default void attemptFailed(Throwable cause) {}

  /**
   * The source gave the content of an item.
   *
   * @param nanos how long after it was asked
   */
  default void read(long nanos) {}

  /**
   * The destination confirmed an item.
   *
   * @param nanos how long after the item was queued for it
   */
  default void written(long nanos) {}
}
