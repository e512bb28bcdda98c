package io.mailtrek.ledger;

import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * One mailbox in one pass.
 *
 * @param passId the pass
 * @param mailboxId the mailbox
 * @param source its address at the source, in lower case
 * @param destination its address at the destination, in lower case
 * @param status how far it is
 * @param startedAt when its first attempt began
 * @param endedAt when it became finished
 * @param attempts how often it was begun; more than 1 after an interruption
 * @param message why it failed or stopped and what to do; empty when there is nothing to say
 * @param expected about how many items will be listed in all; 0 while unknown
 * @param pause what it waits for, while it does
 * @param counts what became of the items so far
 * @param problem what kind of thing made it fail; empty when nothing did
 */
public record MailboxPassRecord(
    long passId,
    long mailboxId,
    String source,
    String destination,
    MailboxPassStatus status,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    int attempts,
    String message,
    long expected,
    Optional<Pause> pause,
    Counts counts,
    Optional<Problem> problem) {}
