package io.mailtrek.pass;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What becomes of the items of one mailbox pass: the tallies of its folders, its failures, and the
 * items that were left. Safe for use by many threads.
 */
public final class RunOutcomes {
  /** Filters that hold items back by thousands, as they are told to; their numbers say enough. */
  private static final Set<String> RULES = Set.of("item-type", Reasons.CUT_OFF, "project-dates");

  private final PassRecord pass;
  private final long mailboxId;
  private final ErrorLimit errorLimit;
  private final int mostLeftovers;
  private final Meter meter;
  private final Consumer<FatalException> fail;
  private final List<Tally> tallies = new ArrayList<>();
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Map<Outcome, AtomicInteger> kept = new ConcurrentHashMap<>();
  private volatile long expected;

  /**
   * @param mostLeftovers how many items of one outcome are kept for the reports
   * @param meter is told each outcome
   * @param fail ends the run, when more items have failed than may
   */
  RunOutcomes(
      PassRecord pass,
      long mailboxId,
      ErrorLimit errorLimit,
      int mostLeftovers,
      Meter meter,
      Consumer<FatalException> fail) {
    this.pass = pass;
    this.mailboxId = mailboxId;
    this.errorLimit = errorLimit;
    this.mostLeftovers = mostLeftovers;
    this.meter = meter;
    this.fail = fail;
  }

  /** Makes the tally of one folder, which counts for this run from now on. */
  public Tally tally(FolderPath path, ItemType type) {
    Tally tally =
        new Tally(
            path, type, (outcome, items, bytes) -> meter.items(pass.type(), outcome, items, bytes));
    synchronized (tallies) {
      tallies.add(tally);
    }
    return tally;
  }

  /**
   * Records an item that was not migrated by a fault. Too many of them end the run.
   *
   * @param validity what the key of the item is valid under
   * @param origin the number of the pass that wanted the item
   * @param quarantined the file that holds its content
   */
  public void itemFailed(
      Tally tally,
      Item item,
      String validity,
      long origin,
      Optional<String> quarantined,
      Throwable cause) {
    Problem problem = cause instanceof StoreException known ? known.problem() : Problem.STEP_FAILED;
    itemFailed(
        tally,
        new Failure(
            mailboxId,
            pass.id(),
            item.folder(),
            item.type(),
            item.key(),
            cause.getClass().getSimpleName(),
            String.valueOf(cause.getMessage()),
            item.date().map(OffsetDateTime::toInstant),
            item.size(),
            Instant.now(),
            Optional.of(problem),
            validity,
            origin,
            quarantined));
  }

  /** Records a failure of an item of this run. Too many of them end the run. */
  public void itemFailed(Tally tally, Failure failure) {
    if (failure.problem().filter(Problem.TOO_LARGE::equals).isPresent()) {
      tally.tooLarge();
    } else {
      tally.failed(1);
    }
    addFailure(tally, failure);
  }

  private void addFailure(Tally tally, Failure failure) {
    failures.add(failure);
    leave(
        tally,
        new Leftover(
            mailboxId,
            failure.folder(),
            failure.type(),
            failure.key(),
            Outcome.FAILED,
            failure.errorClass(),
            failure.message(),
            failure.itemDate(),
            failure.size()));
    // Of what a retry tries, all had failed before: its part of the mailbox tells nothing.
    boolean part = expected == 0 || pass.type() == PassType.RETRY;
    long items = part ? 0 : Math.max(expected, counts().listed());
    errorLimit.exceeded(faults(), items).ifPresent(fail);
  }

  /** Where everything is listed, it is known how many items there were. */
  void judge() {
    if (pass.type() != PassType.RETRY) {
      errorLimit.exceeded(faults(), counts().listed()).ifPresent(fail);
    }
  }

  /** Counts an item that a filter held back. */
  public void filtered(Tally tally, Item item, String filter) {
    tally.filteredItem(filter, item.size());
    if (!RULES.contains(filter)) {
      leave(tally, item, Outcome.FILTERED, filter, "");
    }
  }

  /** Counts an item that can't be migrated through no fault. */
  public void skipped(Tally tally, Item item, String reason) {
    tally.skipped(reason);
    leave(tally, item, Outcome.SKIPPED, reason, "");
  }

  private void leave(Tally tally, Item item, Outcome outcome, String reason, String message) {
    leave(
        tally,
        new Leftover(
            mailboxId,
            item.folder(),
            item.type(),
            item.key(),
            outcome,
            reason,
            message,
            item.date().map(OffsetDateTime::toInstant),
            item.size()));
  }

  private void leave(Tally tally, Leftover leftover) {
    AtomicInteger alike = kept.computeIfAbsent(leftover.outcome(), outcome -> new AtomicInteger());
    if (alike.incrementAndGet() <= mostLeftovers) {
      tally.leave(leftover);
    }
  }

  /**
   * Records that no item of a folder could be migrated. Until the cause is mended they count as
   * failed, and the folder is in the list of errors once.
   */
  public void folderFailed(Tally tally, SourceFolder folder, PermanentException cause) {
    folderFailed(tally, folder, pass.id(), cause);
  }

  /**
   * The same for a pass that tries again what another one wanted.
   *
   * @param origin the number of the pass that wanted the items
   */
  public void folderFailed(
      Tally tally, SourceFolder folder, long origin, PermanentException cause) {
    tally.failed(folder.state().map(FolderState::count).orElse(0L));
    addFailure(
        tally,
        new Failure(
            mailboxId,
            pass.id(),
            folder.path(),
            folder.itemType(),
            Failure.WHOLE_FOLDER,
            cause.getClass().getSimpleName(),
            String.valueOf(cause.getMessage()),
            Optional.empty(),
            0,
            Instant.now(),
            Optional.of(Problem.FOLDER_REFUSED),
            "",
            origin,
            Optional.empty()));
  }

  /** What the cut-off holds back, in bytes. */
  long cutOffBytes() {
    synchronized (tallies) {
      return tallies.stream().mapToLong(Tally::cutOffBytes).sum();
    }
  }

  /** The items that were not migrated, up to the project's limit. */
  List<Leftover> leftovers() {
    synchronized (tallies) {
      return tallies.stream().flatMap(tally -> tally.leftovers().stream()).toList();
    }
  }

  /** The failures since the last call. */
  List<Failure> takeFailures() {
    List<Failure> taken = new ArrayList<>();
    for (Failure next = failures.poll(); next != null; next = failures.poll()) {
      taken.add(next);
    }
    return taken;
  }

  /** Takes failures back that could not be recorded. */
  void giveBack(List<Failure> taken) {
    failures.addAll(taken);
  }

  /** The counts of all folders at this moment. */
  public Counts counts() {
    return folderCounts().stream().map(FolderCounts::counts).reduce(Counts.ZERO, Counts::plus);
  }

  private long faults() {
    synchronized (tallies) {
      return tallies.stream().mapToLong(Tally::faults).sum();
    }
  }

  /** The counts of each folder at this moment. */
  public List<FolderCounts> folderCounts() {
    synchronized (tallies) {
      return tallies.stream().map(Tally::folderCounts).toList();
    }
  }

  /** How many items there are to list in all, as far as the source tells. */
  public void expect(long items) {
    expected = items;
  }

  /** See {@link #expect}. */
  public long expected() {
    return expected;
  }
}
