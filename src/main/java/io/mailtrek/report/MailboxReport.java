package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.ItemType;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to tell of a mailbox in a pass.
 *
 * @param record its status and its counts
 * @param types its counts by item type, which may be some seconds older while it is worked on
 * @param reasons why items were filtered or skipped; nothing where they were not asked for
 * @param pace how it gets on; empty before it was measured
 * @param lastFailure the last of its items that failed and was not migrated since
 * @param duration from its first start to its end, or to now
 */
public record MailboxReport(
    MailboxPassRecord record,
    SortedMap<ItemType, Counts> types,
    Reasons reasons,
    Optional<Pace> pace,
    Optional<Failure> lastFailure,
    Duration duration) {

  /** Makes the map immutable. */
  public MailboxReport {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /** How many items got an outcome in a second, from its first start on. */
  public double averageItemsPerSecond() {
    double seconds = duration.toMillis() / 1000.0;
    return seconds > 0 ? record.counts().listed() / seconds : 0;
  }

  /** How fast it is now while it is worked on, and on average when it has ended. */
  public double itemsPerSecond() {
    return underWay() && pace.isPresent() ? pace.get().itemsPerSecond() : averageItemsPerSecond();
  }

  /** How many bytes were migrated in a second: of late, or on average when it has ended. */
  public double bytesPerSecond() {
    double seconds = duration.toMillis() / 1000.0;
    double average = seconds > 0 ? record.counts().bytes() / seconds : 0;
    return underWay() && pace.isPresent() ? pace.get().bytesPerSecond() : average;
  }

  /** How many items are still to be listed, as far as the source tells. */
  public long itemsLeft() {
    return PassView.expected(record) - record.counts().listed();
  }

  /** How long it will take at the speed of late; empty when it is not worked on, or unknown. */
  public Optional<Duration> timeLeft() {
    double rate = itemsPerSecond();
    return underWay() && rate > 0 && itemsLeft() > 0
        ? Optional.of(Duration.ofSeconds(Math.round(itemsLeft() / rate)))
        : Optional.empty();
  }

  /** Which side made it wait most. */
  public Pace.Bottleneck bottleneck() {
    return pace.map(Pace::bottleneck).orElse(Pace.Bottleneck.NONE);
  }

  /** Why the mailbox failed, or else why its last item did; empty when nothing is wrong. */
  public Optional<String> lastError() {
    return record.status() == MailboxPassStatus.FAILED
        ? Optional.of(record.message())
        : lastFailure.map(
            failure -> failure.folder() + ", item " + failure.key() + ": " + failure.message());
  }

  private boolean underWay() {
    return record.status() == MailboxPassStatus.PROCESSING
        || record.status() == MailboxPassStatus.STOPPING;
  }
}
