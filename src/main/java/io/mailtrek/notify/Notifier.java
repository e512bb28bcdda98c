package io.mailtrek.notify;

import io.mailtrek.config.NotificationEvent;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.PassListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes notifications of what happens in passes, each once, however often the passes are
 * interrupted and wherever they run. For one thread at a time.
 */
public final class Notifier implements PassListener {
  /** When a server is down every mailbox fails; the end of the pass tells of the others. */
  static final int MOST_FAILED_MAILBOXES = 20;

  private static final long WHOLE_PASS = 0;

  private final String project;
  private final Set<NotificationEvent> events;
  private final Ledger ledger;
  private final Consumer<Notification> sender;

  /**
   * A notifier of one project.
   *
   * @param events what is told
   * @param sender takes each notification, and does not wait until it has arrived
   */
  public Notifier(
      String project, Set<NotificationEvent> events, Ledger ledger, Consumer<Notification> sender) {
    this.project = project;
    this.events = events;
    this.ledger = ledger;
    this.sender = sender;
  }

  @Override
  public void statusChanged(MailboxPassRecord mailboxPass) {
    if (mailboxPass.status() == MailboxPassStatus.FAILED
        && isNew(
            NotificationEvent.MAILBOX_FAILED,
            mailboxPass.passId(),
            mailboxPass.mailboxId(),
            MOST_FAILED_MAILBOXES)) {
      send(
          NotificationEvent.MAILBOX_FAILED,
          pass(mailboxPass.passId()),
          List.of(mailboxPass),
          Optional.empty());
    }
  }

  @Override
  public void itemsFailed(List<Failure> failures) {
    Failure first = failures.get(0);
    if (isNew(NotificationEvent.FIRST_ERROR, first.passId(), WHOLE_PASS, 1)) {
      send(
          NotificationEvent.FIRST_ERROR,
          pass(first.passId()),
          ledger.passes().mailboxPass(first.passId(), first.mailboxId()).stream().toList(),
          Optional.of(first));
    }
  }

  @Override
  public void passEnded(PassRecord pass, List<MailboxPassRecord> mailboxPasses) {
    if (isNew(NotificationEvent.PASS_ENDED, pass.id(), WHOLE_PASS, 1)) {
      send(NotificationEvent.PASS_ENDED, pass, mailboxPasses, Optional.empty());
    }
  }

  private boolean isNew(NotificationEvent event, long passId, long mailboxId, int most) {
    return events.contains(event) && ledger.notices().note(passId, event.word(), mailboxId, most);
  }

  private PassRecord pass(long passId) {
    return ledger.passes().find(passId).orElseThrow();
  }

  private void send(
      NotificationEvent event,
      PassRecord pass,
      List<MailboxPassRecord> mailboxes,
      Optional<Failure> failure) {
    sender.accept(new Notification(event, Instant.now(), project, pass, mailboxes, failure));
  }
}
