package io.mailtrek.store.imap;

import java.time.Duration;
import java.util.Optional;

/**
 * How many batches are on the wire together. The first goes at once. Where answers come quickly a
 * further one has to be worth its command and its commit of the journal; where the network is slow,
 * to wait for an answer is what costs most.
 */
final class InFlight {
  private static final int LARGE = 3;
  private static final int MOST = 16;
  private static final Duration SLOW = Duration.ofMillis(4);

  private InFlight() {}

  /**
   * Whether a further batch may be sent.
   *
   * @param inFlight the number of those that are under way
   * @param items how many it would carry; on a slow network twice as many as the one before
   * @param worth whether that is much
   * @param grows whether it may carry more later; a batch is of one folder
   * @param roundTrip empty as long as it is not known
   */
  static boolean mayJoin(
      int inFlight, int items, boolean worth, boolean grows, Optional<Duration> roundTrip) {
    return inFlight == 0
        || (worth && inFlight < LARGE)
        || (slow(roundTrip) && inFlight < MOST && (!grows || items >= 1 << inFlight));
  }

  /** Whether the network is known to be slow. */
  static boolean slow(Optional<Duration> roundTrip) {
    return roundTrip.filter(time -> time.compareTo(SLOW) > 0).isPresent();
  }

  /** Whether the last batch for a while may be sent, however small it is. */
  static boolean mayEnd(int inFlight) {
    return inFlight < MOST;
  }
}
