package io.mailtrek.store;

/**
 * A limit on what a mailbox may hold, in bytes or in items.
 *
 * @param used what it holds
 * @param limit what it may hold
 */
public record Quota(long used, long limit) {

  /** What is left; 0 when it is full, or fuller than it may be. */
  public long left() {
    return Math.max(0, limit - used);
  }
}
