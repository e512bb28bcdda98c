package io.mailtrek.pass;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Waits;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes into the ledger what a mailbox pass waits for, whenever that changes, and ends the wait
 * when the mailbox pass is asked to stop, which may be before it is open. Safe for use by many
 * threads.
 */
final class PauseReport implements AutoCloseable {
  private final PassLog log;
  private final long passId;
  private final long mailboxId;
  private final Waits waits;
  private final Consumer<PauseReport> onClose;
  private Optional<Pause> written = Optional.empty();
  private boolean closed;
  private volatile boolean postponed;

  /**
   * @param onClose is told when there is nothing more to report
   */
  PauseReport(
      PassLog log, long passId, long mailboxId, Waits waits, Consumer<PauseReport> onClose) {
    this.log = log;
    this.passId = passId;
    this.mailboxId = mailboxId;
    this.waits = waits;
    this.onClose = onClose;
  }

  /** To be called every now and then. */
  synchronized void write() {
    Optional<Pause> now = closed ? Optional.empty() : waits.current();
    if (!now.equals(written)) {
      log.pause(passId, mailboxId, now);
      written = now;
    }
    if (!closed
        && log.statusOf(passId, mailboxId).filter(MailboxPassStatus.STOPPING::equals).isPresent()) {
      waits.stop();
    }
  }

  void stop() {
    waits.stop();
  }

  /** Ends the mailbox pass after what is in flight; it goes on later. */
  void postpone() {
    postponed = true;
    waits.stop();
  }

  /** Whether {@link #postpone} was called. */
  boolean postponed() {
    return postponed;
  }

  /** Takes the last pause back, so that none outlives its mailbox pass. */
  @Override
  public synchronized void close() {
    onClose.accept(this);
    closed = true;
    write();
  }
}
