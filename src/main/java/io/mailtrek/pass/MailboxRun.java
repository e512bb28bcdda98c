package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Options;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.Pace;
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
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mailbox pass that is being worked on: its sessions, its counts, and whether it may go on.
 * Safe for use by many threads.
 */
public final class MailboxRun {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxRun.class);
  private static final int ATTEMPTS = 6;

  /** Filters that hold items back by thousands, as they are told to; their numbers say enough. */
  private static final Set<String> RULES = Set.of("item-type", Reasons.CUT_OFF, "project-dates");

  private final PassRecord pass;
  private final Mailbox mailbox;
  private final long mailboxId;
  private final Project project;
  private final Options options;
  private final ErrorLimit errorLimit;
  private final MailboxLedger ledger;
  private final Sessions sessions;
  private final MoreSessions moreSessions;
  private final Waits waits;
  private final Delays delays = new Delays();
  private final Meter meter;
  private final List<Tally> tallies = new ArrayList<>();
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final AtomicReference<FatalException> fatal = new AtomicReference<>();
  private final SideClock sides = new SideClock();
  private final PaceMeter pace = new PaceMeter(sides, System::nanoTime);
  private final Map<Outcome, AtomicInteger> kept = new ConcurrentHashMap<>();
  private final LongAdder mappedItems = new LongAdder();
  private final LongAdder mappedAddresses = new LongAdder();
  private volatile String notice = "";
  private volatile Supplier<Flow> flow = () -> Flow.NONE;
  private volatile long expected;

  MailboxRun(
      PassRecord pass,
      Mailbox mailbox,
      long mailboxId,
      Project project,
      Options options,
      MailboxLedger ledger,
      Sessions sessions,
      MoreSessions moreSessions,
      Waits waits,
      Meter meter) {
    this.pass = pass;
    this.mailbox = mailbox;
    this.mailboxId = mailboxId;
    this.project = project;
    this.options = options;
    this.errorLimit = new ErrorLimit(options);
    this.ledger = ledger;
    this.sessions = sessions;
    this.moreSessions = moreSessions;
    this.waits = waits;
    this.meter = meter;
  }

  /** Opens sessions beside the first ones. */
  @FunctionalInterface
  interface MoreSessions {
    Sessions open() throws StoreException;
  }

  /** The pass that this is a part of. */
  public PassRecord pass() {
    return pass;
  }

  /** The mailbox. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** The ledger's number of the mailbox. */
  public long mailboxId() {
    return mailboxId;
  }

  /** The project's settings. */
  public Project project() {
    return project;
  }

  /** How it works: as the configuration said when it was begun first. */
  public Options options() {
    return options;
  }

  /** What is known of this mailbox. */
  public MailboxLedger ledger() {
    return ledger;
  }

  /** The sessions that the run began with; they are closed at its end. */
  public Sessions sessions() {
    return sessions;
  }

  /**
   * Opens one more session at each side, without waiting for a server that takes no more. The
   * caller closes them.
   *
   * @throws StoreException when a server refuses, for whatever reason
   */
  public Sessions openSessions() throws StoreException {
    return moreSessions.open();
  }

  /** What its sessions wait for. */
  public Waits waits() {
    return waits;
  }

  /** What is told how it goes. */
  public Meter meter() {
    return meter;
  }

  /** Says where to see what is under way. */
  public void showFlow(Supplier<Flow> now) {
    flow = now;
  }

  /** What is under way now. */
  Flow flow() {
    return flow.get();
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

  /** Whether to begin with more items. */
  public boolean mayGoOn() {
    return !waits.stopped() && fatal.get() == null;
  }

  /** Asks to end after what is in flight; what waits for a pause or a limit is given up. */
  public void stop() {
    waits.stop();
    delays.end();
  }

  /** Completes when the time is over, or when the run has to end; never exceptionally. */
  public CompletionStage<Void> later(Duration wait) {
    return delays.of(wait);
  }

  /** Says something that is no failure, but that the user has to know. */
  public void notice(String text) {
    LOG.warn(text);
    notice = text;
  }

  /** Counts an item of which addresses were changed by the rules for recipients. */
  public void recipientsMapped(int addresses) {
    mappedItems.increment();
    mappedAddresses.add(addresses);
  }

  /** What there is to say of a run that went well; empty when there is nothing. */
  String notice() {
    long items = mappedItems.sum();
    if (items == 0) {
      return notice;
    }
    String mapped =
        "Changed by mailtrek.recipient-map: %d addresses in %d items."
            .formatted(mappedAddresses.sum(), items);
    return notice.isEmpty() ? mapped : notice + " " + mapped;
  }

  /** Whether it was asked to stop, or has failed. */
  public boolean stopping() {
    return waits.stopped();
  }

  /** Ends the run with a failure of the mailbox; the first one counts. */
  public void fail(FatalException reason) {
    fatal.compareAndSet(null, reason);
    stop();
  }

  /** What failed in passing at every attempt, as the failure of the mailbox. */
  public static FatalException lasting(StoreException reason) {
    return new FatalException(
        reason.problem(),
        reason.getMessage()
            + ". It lasted; submit the pass again to go on when the server is well.",
        reason);
  }

  /** Why the mailbox can't be worked on any further. */
  public Optional<FatalException> fatal() {
    return Optional.ofNullable(fatal.get());
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
    errorLimit.exceeded(faults(), items).ifPresent(this::fail);
  }

  /** Where everything is listed, it is known how many items there were. */
  void judge() {
    if (mayGoOn() && pass.type() != PassType.RETRY) {
      errorLimit.exceeded(faults(), counts().listed()).ifPresent(this::fail);
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
    if (alike.incrementAndGet() <= project.reports().maxItems()) {
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

  /** The date by which filters decide; empty when the item has none that is usable. */
  public Optional<Instant> date(Item item) {
    return options.filters().date(item);
  }

  /**
   * Does something on the thread of this run, and does it again after a while when it fails in
   * passing, as long as the run may go on.
   */
  public <T> T retry(Retry.Attempt<T> attempt) throws StoreException, InterruptedException {
    return Retry.of(ATTEMPTS, project.retryDelays()).run(attempt, this::mayGoOn);
  }

  /** The same, counting what it takes as a wait for a side. */
  public <T> T retry(SideClock.Side side, Retry.Attempt<T> attempt)
      throws StoreException, InterruptedException {
    return retry(() -> sides.during(side, attempt));
  }

  /** What the run waits for. */
  public SideClock sides() {
    return sides;
  }

  /** Adds what earlier attempts at this mailbox pass took. */
  void goOnFrom(Pace attempts) {
    pace.goOnFrom(attempts);
  }

  /** How it gets on; to be called regularly, for the rates. */
  Pace pace() {
    return pace.measure(counts(), cutOffBytes());
  }

  private long cutOffBytes() {
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
