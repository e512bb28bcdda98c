package io.mailtrek.ledger;

import java.util.stream.LongStream;

/**
 * Which items in one destination folder are copies already, as far as the ledger can tell. What is
 * left may be adopted, each once. For keys that are numbers. Safe for use by many threads.
 */
public final class KnownCopies {
  private final KeySet known;
  private final long inFlightFrom;
  private final KeySet claimed;
  private final long[] unidentified;

  KnownCopies(KeySet known, long inFlightFrom, KeySet claimed, LongStream unidentified) {
    this.known = known;
    this.inFlightFrom = inFlightFrom;
    this.claimed = claimed;
    this.unidentified = unidentified.toArray();
  }

  /**
   * Takes an item of the destination as the copy of one at the source.
   *
   * @param key its key at the destination
   * @return false when it is the copy of another one, or may become that of one in flight
   */
  public boolean claim(long key) {
    return key < inFlightFrom && !known.contains(key) && claimed.add(Long.toString(key));
  }

  /**
   * The copies whose keys the destination did not tell when they were written, by {@link
   * Fingerprint#high}, in no order. Equal ones are there as often as there are copies.
   */
  public LongStream unidentified() {
    return LongStream.of(unidentified);
  }
}
