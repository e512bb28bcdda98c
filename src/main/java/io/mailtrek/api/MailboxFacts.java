package io.mailtrek.api;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.RetryRule;
import io.mailtrek.report.PassView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the ledger knows of a mailbox of the project.
 *
 * @param mailbox the mailbox
 * @param history its passes, the newest first
 * @param passes all passes, by their number
 * @param errors how many of its items failed and were not migrated since
 * @param pace how it gets on, while it is worked on
 * @param now the moment
 */
record MailboxFacts(
    Mailbox mailbox,
    List<MailboxPassRecord> history,
    Map<Long, PassRecord> passes,
    long errors,
    Optional<Pace> pace,
    Instant now) {

  /** What is under way first, then what waits. */
  private static final List<MailboxPassStatus> PRESSING =
      List.of(
          MailboxPassStatus.STOPPING,
          MailboxPassStatus.PROCESSING,
          MailboxPassStatus.QUEUED,
          MailboxPassStatus.SUBMITTED);

  /** The pass that is under way or waits, or else the last one. */
  Optional<MailboxPassRecord> current() {
    for (MailboxPassStatus status : PRESSING) {
      Optional<MailboxPassRecord> record = last(status);
      if (record.isPresent()) {
        return record;
      }
    }
    return history.stream().findFirst();
  }

  private Optional<MailboxPassRecord> last(MailboxPassStatus status) {
    return history.stream().filter(record -> record.status() == status).findFirst();
  }

  /** The last pass that has ended. */
  Optional<MailboxPassRecord> lastEnded() {
    return history.stream().filter(record -> record.status().finished()).findFirst();
  }

  /** The pass that begins next. */
  Optional<PassRecord> next() {
    return history.stream()
        .filter(record -> record.status() == MailboxPassStatus.SUBMITTED)
        .map(this::pass)
        .filter(pass -> pass.startAt().isPresent())
        .min(Comparator.comparing(pass -> pass.startAt().orElseThrow()));
  }

  /** The pass that a mailbox was in. */
  PassRecord pass(MailboxPassRecord record) {
    return passes.get(record.passId());
  }

  /** How many items all passes have brought to the destination, or found there. */
  long items() {
    return history.stream()
        .mapToLong(record -> record.counts().migrated() + record.counts().adopted())
        .sum();
  }

  /** The size of what all passes have brought to the destination. */
  long bytes() {
    return history.stream().mapToLong(record -> record.counts().bytes()).sum();
  }

  /** The status: {@code Completed}. */
  String status() {
    return current().map(record -> record.status().text()).orElse(MailboxResource.NOT_SUBMITTED);
  }

  /** The status in words: {@code Completed with 3 errors}. */
  String statusText() {
    return current()
        .map(record -> new PassView(pass(record), List.of(record), now).status(record))
        .orElse(MailboxResource.NOT_SUBMITTED);
  }

  /** Which part of the items has an outcome, from 0 to 1; empty while that can't be told. */
  OptionalDouble progress() {
    Optional<MailboxPassRecord> record = current();
    if (record.isEmpty() || PRESSING.subList(2, 4).contains(record.get().status())) {
      return OptionalDouble.empty();
    }
    if (record.get().status() == MailboxPassStatus.COMPLETED) {
      return OptionalDouble.of(1);
    }
    long listed = record.get().counts().listed();
    long expected = Math.max(record.get().expected(), listed);
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.round(1000.0 * listed / expected) / 1000.0);
  }

  /** How fast items get an outcome; 0 when it is not worked on. */
  double itemsPerSecond() {
    return pace.map(Pace::itemsPerSecond).orElse(0.0);
  }

  /** How long it will take at this speed; empty when that can't be told. */
  Optional<Duration> timeLeft() {
    double rate = itemsPerSecond();
    long left =
        current().map(record -> PassView.expected(record) - record.counts().listed()).orElse(0L);
    return rate > 0 && left > 0
        ? Optional.of(Duration.ofSeconds(Math.round(left / rate)))
        : Optional.empty();
  }

  /** Why it can't be retried; empty when it can. */
  Optional<RetryRule.Refusal> retryRefusal() {
    return RetryRule.refusal(mailbox, history, pass -> passes.get(pass).type(), errors > 0);
  }

  /** The passes of one type, the newest first. */
  List<MailboxPassRecord> of(PassType type) {
    return history.stream().filter(record -> pass(record).type() == type).toList();
  }
}
