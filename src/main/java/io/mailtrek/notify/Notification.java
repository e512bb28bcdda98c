package io.mailtrek.notify;

import io.mailtrek.config.NotificationEvent;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that people are told of. It holds nothing of the content of any item.
 *
 * @param event what happened
 * @param at when
 * @param project the project's name
 * @param pass the pass that it happened in
 * @param mailboxes all mailboxes of a pass that has ended, otherwise the one that it is about
 * @param failure the item that could not be migrated, when it is about one
 */
public record Notification(
    NotificationEvent event,
    Instant at,
    String project,
    PassRecord pass,
    List<MailboxPassRecord> mailboxes,
    Optional<Failure> failure) {

  /** Makes the list immutable. */
  public Notification {
    mailboxes = List.copyOf(mailboxes);
  }

  /** The address of the mailbox at the source, when it is about one. */
  public Optional<String> mailbox() {
    return event == NotificationEvent.PASS_ENDED
        ? Optional.empty()
        : mailboxes.stream().map(MailboxPassRecord::source).findFirst();
  }

  /** The status of all mailboxes together: what one of them is, the worst first. */
  public MailboxPassStatus status() {
    for (MailboxPassStatus status : List.of(MailboxPassStatus.FAILED, MailboxPassStatus.STOPPED)) {
      if (count(status) > 0) {
        return status;
      }
    }
    return MailboxPassStatus.COMPLETED;
  }

  /** How many mailboxes have a status. */
  long count(MailboxPassStatus status) {
    return mailboxes.stream().filter(mailbox -> mailbox.status() == status).count();
  }

  /** The sums over the mailboxes. */
  Counts counts() {
    return mailboxes.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
  }

  /** The mailboxes that need somebody: failed, stopped, or completed with errors. */
  List<MailboxPassRecord> troubled() {
    return mailboxes.stream()
        .filter(
            mailbox ->
                mailbox.status() != MailboxPassStatus.COMPLETED || mailbox.counts().failed() > 0)
        .toList();
  }

  @Override
  public String toString() {
    return event.word() + " of pass " + pass.id();
  }
}
