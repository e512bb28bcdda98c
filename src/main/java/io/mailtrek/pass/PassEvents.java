package io.mailtrek.pass;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@link PassListener}s what happens to passes. What changes a status calls it afterwards; it
 * reads what was recorded, and tells it on a thread of its own. Without listeners it does nothing.
 * It never fails: a pass goes on without its listeners. Safe for use by many threads.
 */
final class PassEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassEvents.class);
  private static final long PATIENCE_SECONDS = 10;

  private final PassLog log;
  private final List<PassListener> listeners = new CopyOnWriteArrayList<>();

  /** What comes after {@link #close} is dropped. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread made = new Thread(task, "pass-events");
            made.setDaemon(true);
            return made;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  /** The passes whose end was told; only for the thread of the listeners. */
  private final Set<Long> ended = new HashSet<>();

  /** Of the passes that have not ended the mailboxes whose end was told; for the same thread. */
  private final Map<Long, Set<Long>> endsTold = new HashMap<>();

  PassEvents(PassLog log) {
    this.log = log;
  }

  /** Tells a listener what happens from now on. */
  void add(PassListener listener) {
    listeners.add(listener);
  }

  /** All mailboxes of a pass have another status: it was submitted. */
  void submitted(long passId) {
    read(passes -> passes.mailboxPasses(passId));
  }

  /** A mailbox pass has another status. */
  void changed(long passId, long mailboxId) {
    read(passes -> passes.mailboxPass(passId, mailboxId).stream().toList());
  }

  /** Mailboxes of a pass have another status. */
  void changed(long passId, Collection<Long> mailboxIds) {
    if (!mailboxIds.isEmpty()) {
      Set<Long> changed = Set.copyOf(mailboxIds);
      read(
          passes ->
              passes.mailboxPasses(passId).stream()
                  .filter(record -> changed.contains(record.mailboxId()))
                  .toList());
    }
  }

  /**
   * Mailbox passes have another status.
   *
   * @param mailboxPasses which; their status here may be the one before
   */
  void changed(Collection<MailboxPassRecord> mailboxPasses) {
    mailboxPasses.stream()
        .collect(
            Collectors.groupingBy(
                MailboxPassRecord::passId,
                Collectors.mapping(MailboxPassRecord::mailboxId, Collectors.toSet())))
        .forEach(this::changed);
  }

  /** Items of one mailbox pass could not be migrated. */
  void failed(List<Failure> failures) {
    if (!failures.isEmpty() && !listeners.isEmpty()) {
      thread.execute(() -> tell(listener -> listener.itemsFailed(failures)));
    }
  }

  private void read(Function<PassLog, List<MailboxPassRecord>> query) {
    if (listeners.isEmpty()) {
      return;
    }
    try {
      List<MailboxPassRecord> records = query.apply(log);
      thread.execute(() -> tellStatuses(records));
    } catch (LedgerException e) {
      LOG.warn("A change of a status could not be told to those who listen.", e);
    }
  }

  private void tellStatuses(List<MailboxPassRecord> records) {
    Set<Long> mayHaveEnded = new LinkedHashSet<>();
    for (MailboxPassRecord record : records) {
      if (!record.status().finished()) {
        tell(listener -> listener.statusChanged(record));
      } else if (!ended.contains(record.passId())) {
        tellEndOf(record);
        mayHaveEnded.add(record.passId());
      }
    }
    // Once for all of them: it asks the ledger.
    mayHaveEnded.forEach(this::tellEnd);
  }

  private void tellEndOf(MailboxPassRecord record) {
    if (endsTold
        .computeIfAbsent(record.passId(), pass -> new HashSet<>())
        .add(record.mailboxId())) {
      tell(listener -> listener.statusChanged(record));
    }
  }

  private void tellEnd(long passId) {
    try {
      if (log.isFinished(passId)) {
        ended.add(passId);
        var pass = log.find(passId).orElseThrow();
        List<MailboxPassRecord> records = log.mailboxPasses(passId);
        // One that ended just now may be recorded, but not yet told.
        records.forEach(this::tellEndOf);
        endsTold.remove(passId);
        tell(listener -> listener.passEnded(pass, records));
      }
    } catch (LedgerException e) {
      LOG.warn("The end of pass {} could not be told to those who listen.", passId, e);
    }
  }

  private void tell(Consumer<PassListener> event) {
    for (PassListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("A listener to the passes failed.", e);
      }
    }
  }

  /** Tells what is not yet told, as long as the listeners do not take too long. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Not everything could be told to those who listen before the end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
