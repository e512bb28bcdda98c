package io.mailtrek.ledger;

import static io.mailtrek.ledger.MailboxPassStatus.COMPLETED;

import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The passes and how far each mailbox is in them. Safe for use by many threads and processes. */
public final class PassLog {
  private static final String READ = "read the passes";

  private final Database database;

  PassLog(Database database) {
    this.database = database;
  }

  /**
   * Records a pass with all its mailboxes as {@link MailboxPassStatus#SUBMITTED}.
   *
   * @return the number of the pass
   */
  public long submit(PassRequest request) {
    return database.transaction("submit the pass", c -> PassRows.add(c, request, Optional.empty()));
  }

  /**
   * The same for a schedule, which submits once, however often and from however many processes it
   * is asked.
   *
   * @param scheduleKey the schedule and its date
   * @return empty when it was submitted before
   */
  public Optional<Long> submitOnce(String scheduleKey, PassRequest request) {
    return database.transaction(
        "submit the pass",
        c ->
            PassRows.isScheduled(c, scheduleKey)
                ? Optional.<Long>empty()
                : Optional.of(PassRows.add(c, request, Optional.of(scheduleKey))));
  }

  /**
   * Changes when a pass begins.
   *
   * @param startAt empty for at once
   * @return false when none of its mailboxes waits for its start any more; then nothing changes
   */
  public boolean reschedule(long passId, Optional<Instant> startAt) {
    return database.transaction(
        "reschedule the pass", c -> PassRows.reschedule(c, passId, startAt));
  }

  /** The pass with this number. */
  public Optional<PassRecord> find(long passId) {
    return passes("WHERE id = ?", passId).stream().findFirst();
  }

  /** All passes, the oldest first. */
  public List<PassRecord> all() {
    return passes("ORDER BY id");
  }

  /** The pass that was submitted last. */
  public Optional<PassRecord> latest() {
    return passes("ORDER BY id DESC FETCH FIRST 1 ROW ONLY").stream().findFirst();
  }

  private List<PassRecord> passes(String which, Object... values) {
    return database.transaction(READ, c -> PassRows.list(c, which, values));
  }

  /** The mailboxes of a pass, by source address. */
  public List<MailboxPassRecord> mailboxPasses(long passId) {
    return mailboxes("WHERE pass_id = ? ORDER BY source, destination", passId);
  }

  /** The sums over the mailboxes of a pass. */
  public PassSums sums(long passId) {
    return sums(List.of(passId)).getOrDefault(passId, PassSums.ZERO);
  }

  /** The same for some passes, by their numbers; without those that have no mailbox. */
  public Map<Long, PassSums> sums(Collection<Long> passIds) {
    return database.transaction(READ, c -> MailboxPassRows.sums(c, passIds));
  }

  /** One mailbox in one pass. */
  public Optional<MailboxPassRecord> mailboxPass(long passId, long mailboxId) {
    return mailboxes("WHERE pass_id = ? AND mailbox_id = ?", passId, mailboxId).stream()
        .findFirst();
  }

  /** For each mailbox that was ever submitted its last pass, by source address. */
  public List<MailboxPassRecord> latestPerMailbox() {
    return mailboxes(
        """
        WHERE pass_id = (SELECT MAX(o.pass_id) FROM mailbox_pass o WHERE o.mailbox_id = m.id)
        ORDER BY source, destination\
        """);
  }

  /** The passes of a mailbox, the newest first. */
  public List<MailboxPassRecord> passesOf(long mailboxId) {
    return mailboxes("WHERE mailbox_id = ? ORDER BY pass_id DESC", mailboxId);
  }

  /** The mailbox passes that are not finished, the oldest first. */
  public List<MailboxPassRecord> unfinished() {
    return mailboxes(
        "WHERE status IN " + MailboxPassRows.UNFINISHED + " ORDER BY pass_id, source, destination");
  }

  /** Whether a pass of a mailbox that was submitted before another one has begun, or is to. */
  public boolean earlierIsUnderWay(long mailboxId, long passId) {
    return database.transaction(READ, c -> MailboxPassRows.earlierIsUnderWay(c, mailboxId, passId));
  }

  /** The oldest pass of a mailbox that is not finished. */
  public Optional<MailboxPassRecord> unfinishedOf(long mailboxId) {
    return mailboxes(
            "WHERE mailbox_id = ? AND status IN "
                + MailboxPassRows.UNFINISHED
                + " ORDER BY pass_id",
            mailboxId)
        .stream()
        .findFirst();
  }

  /** Whether nothing more happens in a pass: all its mailboxes have ended. */
  public boolean isFinished(long passId) {
    return database.transaction(READ, c -> MailboxPassRows.allFinished(c, passId));
  }

  private List<MailboxPassRecord> mailboxes(String which, Object... values) {
    return database.transaction(READ, c -> MailboxPassRows.list(c, which, values));
  }

  /** How many mailbox passes there are of each status that any has. */
  public Map<MailboxPassStatus, Long> countByStatus() {
    return database.transaction(READ, MailboxPassRows::countByStatus);
  }

  /** How far a mailbox is; empty when it is not part of the pass. */
  public Optional<MailboxPassStatus> statusOf(long passId, long mailboxId) {
    return database.transaction(READ, c -> MailboxPassRows.status(c, passId, mailboxId));
  }

  /**
   * Changes a status.
   *
   * @param from what it has to be now
   * @return false when it is another, and stays
   */
  public boolean change(
      long passId, long mailboxId, Set<MailboxPassStatus> from, MailboxPassStatus to) {
    return database.transaction(
        "change the status",
        c -> {
          boolean changed = false;
          for (MailboxPassStatus status : from) {
            changed |= MailboxPassRows.change(c, passId, mailboxId, status, to);
          }
          return changed;
        });
  }

  /**
   * Makes what is {@link MailboxPassStatus#SUBMITTED} for a time that has come {@link
   * MailboxPassStatus#QUEUED}.
   *
   * @return those that were due, as they were before
   */
  public List<MailboxPassRecord> queueDue(Instant now) {
    return database.transaction("queue what is due", c -> MailboxPassRows.queueDue(c, now));
  }

  /**
   * Records how a mailbox pass works, by the names of settings. The first record stays, whatever
   * the configuration says later.
   *
   * @return what is recorded now
   */
  public SortedMap<String, String> freeze(
      long passId, long mailboxId, SortedMap<String, String> options) {
    return database.transaction(
        "record the options", c -> FrozenOptions.freeze(c, passId, mailboxId, options));
  }

  /** How a mailbox pass works; empty while no worker has taken it. */
  public Optional<SortedMap<String, String>> options(long passId, long mailboxId) {
    return database.transaction(READ, c -> FrozenOptions.read(c, passId, mailboxId));
  }

  /**
   * Begins an attempt: {@link MailboxPassStatus#PROCESSING}, one attempt more. The start of the
   * first attempt stays.
   *
   * @return false when it may not begin: it is stopping or finished
   */
  public boolean begin(long passId, long mailboxId) {
    return database.transaction("begin the pass", c -> MailboxPassRows.begin(c, passId, mailboxId));
  }

  /**
   * Records how far it is; the status stays.
   *
   * @param expected about how many items will be listed in all
   * @return the status now, so that a stop is noticed
   */
  public MailboxPassStatus progress(long passId, long mailboxId, Counts counts, long expected) {
    return database.transaction(
        "record the progress",
        c -> {
          MailboxPassRows.progress(c, passId, mailboxId, counts, expected);
          return MailboxPassRows.status(c, passId, mailboxId)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "No mailbox " + mailboxId + " in pass " + passId));
        });
  }

  /**
   * Records what a mailbox pass waits for.
   *
   * @param pause empty when it goes on
   */
  public void pause(long passId, long mailboxId, Optional<Pause> pause) {
    database.transaction(
        "record the pause", c -> MailboxPassRows.pause(c, passId, mailboxId, pause));
  }

  /**
   * Records what all mailbox passes that are {@link MailboxPassStatus#QUEUED} wait for.
   *
   * @param pause empty when it is over
   */
  public void pauseQueued(Optional<Pause> pause) {
    database.transaction("record the pause", c -> MailboxPassRows.pauseQueued(c, pause));
  }

  /**
   * Ends a mailbox pass. One that is completed has tried all folders anew, a Full pass all items,
   * and a Retry all that had failed, so their failures in earlier passes are over; but not after
   * one that only looked.
   *
   * @param status one that is {@link MailboxPassStatus#finished}
   * @param message why, and what to do; empty when there is nothing to say
   * @return false when it had ended before, and stays as it was
   */
  public boolean end(
      long passId, long mailboxId, MailboxPassStatus status, String message, Counts counts) {
    return end(passId, mailboxId, status, message, Optional.empty(), counts);
  }

  /**
   * The same, with what kind of thing made it fail.
   *
   * @param problem empty when it did not fail
   */
  public boolean end(
      long passId,
      long mailboxId,
      MailboxPassStatus status,
      String message,
      Optional<Problem> problem,
      Counts counts) {
    if (!status.finished()) {
      throw new IllegalArgumentException(status + " is not an end");
    }
    return database.transaction(
        "end the pass",
        c -> {
          if (status == COMPLETED) {
            FailureRows.forgetEarlier(c, mailboxId, passId);
          }
          return MailboxPassRows.end(c, passId, mailboxId, status, message, problem, counts);
        });
  }

  /**
   * Fails the mailboxes of a pass that have not begun, because what made one fail would make all of
   * them. Does nothing once a mailbox of the pass has got as far as its items: then it is not so.
   *
   * @return the mailboxes that failed by it
   */
  public List<Long> failWaiting(long passId, String message, Problem problem) {
    return database.transaction(
        "end the pass", c -> MailboxPassRows.failWaiting(c, passId, message, problem));
  }

  /**
   * Asks a mailbox pass to stop: at once when it has not begun, otherwise it becomes {@link
   * MailboxPassStatus#STOPPING} until its runner ends it.
   *
   * @return false when it is finished, or not part of the pass
   */
  public boolean requestStop(long passId, long mailboxId) {
    return !requestStop(passId, List.of(mailboxId)).isEmpty();
  }

  /**
   * The same for mailboxes of one pass, all of them or none.
   *
   * @return those that are not finished, or were not until now
   */
  public List<Long> requestStop(long passId, Collection<Long> mailboxIds) {
    return database.transaction("stop the pass", c -> MailboxPassRows.stop(c, passId, mailboxIds));
  }

  /** Replaces what is recorded of the folders in a mailbox pass. */
  public void recordFolderCounts(long passId, long mailboxId, Collection<FolderCounts> folders) {
    database.transaction(
        "record the folders",
        c -> {
          FolderCountRows.replace(c, passId, mailboxId, folders);
          return folders;
        });
  }

  /** The folders of a mailbox pass, in the order in which they were recorded. */
  public List<FolderCounts> folderCounts(long passId, long mailboxId) {
    return database.transaction(
        "read the folders", c -> FolderCountRows.list(c, passId, mailboxId));
  }

  /** Replaces what a look at both sides of a mailbox has brought in this pass. */
  public void recordPreflight(long passId, long mailboxId, Preflight preflight) {
    database.transaction(
        "record what was found",
        c -> {
          PreflightRows.replace(c, passId, mailboxId, preflight);
          return preflight;
        });
  }

  /** What a look at both sides has brought; empty when the pass has not looked, or not yet. */
  public Optional<Preflight> preflight(long passId, long mailboxId) {
    return database.transaction(
        "read what was found", c -> PreflightRows.get(c, passId, mailboxId));
  }

  /** Records failed items; one that is recorded already is replaced. */
  public void recordFailures(Collection<Failure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    database.transaction(
        "record the failures",
        c -> {
          FailureRows.put(c, failures);
          return failures;
        });
  }

  /** The failures of a mailbox, the oldest first. Those migrated since are gone. */
  public List<Failure> failures(long mailboxId) {
    return database.transaction(
        "read the failures", c -> FailureRows.list(c, "WHERE mailbox_id = ?", mailboxId));
  }

  /**
   * The failures that a query asks for, by mailbox, the oldest first.
   *
   * @param offset how many to leave out
   * @param limit how many at most
   */
  public List<Failure> failures(FailureQuery query, long offset, int limit) {
    return database.transaction(
        "read the failures", c -> FailureRows.page(c, query, offset, limit));
  }

  /** The items that were migrated in another form than the source has, by mailbox. */
  public List<Repaired> repaired() {
    return database.transaction("read the repairs", RepairRows::list);
  }

  /** The failures of all mailboxes, by mailbox, the oldest first. */
  public List<Failure> failures() {
    return database.transaction("read the failures", c -> FailureRows.list(c, ""));
  }
}
