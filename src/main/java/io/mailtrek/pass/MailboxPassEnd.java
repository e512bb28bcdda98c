package io.mailtrek.pass;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import java.util.Optional;

/**
 * What a mailbox pass came to when its worker was done with it.
 *
 * @param status an end, or {@link MailboxPassStatus#QUEUED} when it goes on later
 * @param message why, and what to do; empty when there is nothing to say
 * @param problem what it failed of
 * @param counts what became of the items
 */
record MailboxPassEnd(
    MailboxPassStatus status, String message, Optional<Problem> problem, Counts counts) {

  static MailboxPassEnd of(MailboxPassStatus status, String message, Counts counts) {
    return new MailboxPassEnd(status, message, Optional.empty(), counts);
  }

  static MailboxPassEnd failed(FatalException reason, Counts counts) {
    return new MailboxPassEnd(
        MailboxPassStatus.FAILED, reason.getMessage(), Optional.of(reason.problem()), counts);
  }

  static MailboxPassEnd stopped(Counts counts) {
    return MailboxPassEnd.of(MailboxPassStatus.STOPPED, "Submit the pass again to go on.", counts);
  }
}
