package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One mailbox in one pass. Times are in UTC.
 *
 * @param pass the number of the pass
 * @param mailboxId the number of the mailbox
 * @param source its address at the source
 * @param destination its address at the destination
 * @param status how far it is
 * @param startedAt when it was begun; null when it was not
 * @param endedAt when it ended; null when it has not
 * @param attempts how often it was begun
 * @param message why it failed or stopped and what to do; empty when there is nothing to say
 * @param expected about how many items will be listed in all; 0 while unknown
 * @param counts what became of the items so far
 * @param pauseReason what it waits for; null when it does not wait
 * @param pausedUntil when it goes on, as far as that is known, or null
 * @param problem what it failed of, in a word; null when it did not fail
 * @param advice what to do about it; null when it did not fail
 */
public record MailboxPassAnswer(
    long pass,
    long mailboxId,
    String source,
    String destination,
    String status,
    String startedAt,
    String endedAt,
    int attempts,
    String message,
    long expected,
    @JsonUnwrapped CountsAnswer counts,
    String pauseReason,
    String pausedUntil,
    String problem,
    String advice) {

  static MailboxPassAnswer of(MailboxPassRecord record) {
    return new MailboxPassAnswer(
        record.passId(),
        record.mailboxId(),
        record.source(),
        record.destination(),
        record.status().text(),
        PassAnswer.text(record.startedAt()),
        PassAnswer.text(record.endedAt()),
        record.attempts(),
        record.message(),
        record.expected(),
        CountsAnswer.of(record.counts()),
        record.pause().map(Pause::reason).orElse(null),
        PassAnswer.text(record.pause().flatMap(Pause::until)),
        record.problem().map(Problem::word).orElse(null),
        record.problem().map(Problem::advice).orElse(null));
  }

  /** The same as the ledger has it. */
  public MailboxPassRecord toRecord() {
    return new MailboxPassRecord(
        pass,
        mailboxId,
        source,
        destination,
        MailboxPassStatus.valueOf(status.toUpperCase(Locale.ROOT)),
        Optional.ofNullable(startedAt).map(Instant::parse),
        Optional.ofNullable(endedAt).map(Instant::parse),
        attempts,
        message,
        expected,
        Optional.ofNullable(pauseReason)
            .map(reason -> new Pause(reason, Optional.ofNullable(pausedUntil).map(Instant::parse))),
        counts.counts(),
        Optional.ofNullable(problem).flatMap(Problem::of));
  }
}
