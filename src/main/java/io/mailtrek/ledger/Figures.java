package io.mailtrek.ledger;

import io.mailtrek.store.ItemType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What reports tell of passes beside their counts: where the time went, what was left and why. Safe
 * for use by many threads and processes.
 */
public final class Figures {
  private static final String READ = "read the figures of a pass";

  private final Database database;

  Figures(Database database) {
    this.database = database;
  }

  /** Records how a mailbox pass gets on, in place of what was recorded of it. */
  public void record(long passId, long mailboxId, Pace pace) {
    database.transaction(
        "record the pace",
        c -> {
          PaceRows.put(c, passId, mailboxId, pace);
          return pace;
        });
  }

  /** How a mailbox pass gets on; empty before it was first recorded. */
  public Optional<Pace> pace(long passId, long mailboxId) {
    return database.transaction(READ, c -> PaceRows.get(c, passId, mailboxId));
  }

  /** How the mailboxes of a pass get on, by the number of the mailbox. */
  public Map<Long, Pace> paces(long passId) {
    return database.transaction(READ, c -> PaceRows.ofPass(c, passId));
  }

  /** What all passes together have done for each mailbox, by the number of the mailbox. */
  public Map<Long, Effort> efforts() {
    return database.transaction(READ, PaceRows::efforts);
  }

  /** Replaces what is recorded of the items that a mailbox pass did not migrate. */
  public void recordLeftovers(long passId, long mailboxId, Collection<Leftover> leftovers) {
    database.transaction(
        "record the items that were left",
        c -> {
          LeftoverRows.replace(c, passId, mailboxId, leftovers);
          return leftovers;
        });
  }

  /**
   * The items that a pass did not migrate, by source address and then in the order in which they
   * were recorded.
   *
   * @param most the largest number of them
   */
  public List<Leftover> leftovers(long passId, int most) {
    return database.transaction(READ, c -> LeftoverRows.list(c, passId, most));
  }

  /** The counts of each item type in a pass, by the number of the mailbox. */
  public Map<Long, SortedMap<ItemType, Counts>> typeCounts(long passId) {
    return database.transaction(READ, c -> FolderCountRows.byType(c, passId));
  }

  /** Why items of a pass were filtered and skipped, by the number of the mailbox. */
  public Map<Long, Reasons> reasons(long passId) {
    return database.transaction(READ, c -> FolderCountRows.reasons(c, passId));
  }

  /** The sums over all mailboxes, by the number of the pass. */
  public SortedMap<Long, Counts> passCounts() {
    return database.transaction(READ, MailboxPassRows::sums);
  }

  /** The last pass in which a mailbox was worked on, other than by looking whether it could be. */
  public Optional<Long> lastBegun() {
    return database.transaction(READ, MailboxPassRows::lastBegun);
  }

  /** All passes of each mailbox, the newest first, by the number of the mailbox. */
  public Map<Long, List<MailboxPassRecord>> histories() {
    return database.transaction(READ, MailboxPassRows::histories);
  }

  /** How many failures there are of each mailbox that has some, by the number of the mailbox. */
  public Map<Long, Long> failureCounts() {
    return database.transaction(READ, FailureRows::counts);
  }

  /** How many failures there are of a mailbox. */
  public long failureCount(long mailboxId) {
    return database.transaction(READ, c -> FailureRows.count(c, mailboxId));
  }

  /**
   * The failures by what went wrong, the most frequent first.
   *
   * @param mailboxIds of these mailboxes; empty for all
   * @param pass that failed last in this pass
   */
  public List<FailureGroup> failureGroups(List<Long> mailboxIds, Optional<Long> pass) {
    return database.transaction(READ, c -> FailureRows.groups(c, mailboxIds, pass));
  }

  /** The last failure of each mailbox that has one, by the number of the mailbox. */
  public Map<Long, Failure> lastFailures() {
    return database.transaction(READ, FailureRows::lastOfEach);
  }
}
