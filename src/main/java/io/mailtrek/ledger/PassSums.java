package io.mailtrek.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the mailboxes of a pass are and have brought, taken together.
 *
 * @param mailboxes how many there are
 * @param statuses the statuses that any of them has
 * @param counts the sums of their counts
 * @param firstStart when the first of them began
 * @param lastEnd when the last ended of those that had begun
 * @param underWay whether one has begun and not ended
 */
public record PassSums(
    long mailboxes,
    Set<MailboxPassStatus> statuses,
    Counts counts,
    Optional<Instant> firstStart,
    Optional<Instant> lastEnd,
    boolean underWay) {

  /** Those of no mailbox. */
  public static final PassSums ZERO =
      new PassSums(0, Set.of(), Counts.ZERO, Optional.empty(), Optional.empty(), false);

  /** The sums of these and the other's mailboxes. */
  public PassSums plus(PassSums other) {
    EnumSet<MailboxPassStatus> both = EnumSet.noneOf(MailboxPassStatus.class);
    both.addAll(statuses);
    both.addAll(other.statuses);
    return new PassSums(
        mailboxes + other.mailboxes,
        Set.copyOf(both),
        counts.plus(other.counts),
        Stream.concat(firstStart.stream(), other.firstStart.stream()).min(Instant::compareTo),
        Stream.concat(lastEnd.stream(), other.lastEnd.stream()).max(Instant::compareTo),
        underWay || other.underWay);
  }
}
