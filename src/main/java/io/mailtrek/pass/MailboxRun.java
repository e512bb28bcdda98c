package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Options;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Item;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mailbox pass that is being worked on: its sessions, what becomes of its items, and whether it
 * may go on. Safe for use by many threads.
 */
public final class MailboxRun {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxRun.class);
  private static final int ATTEMPTS = 6;

  private final PassRecord pass;
  private final Mailbox mailbox;
  private final long mailboxId;
  private final Project project;
  private final Options options;
  private final MailboxLedger ledger;
  private final Sessions sessions;
  private final MoreSessions moreSessions;
  private final Waits waits;
  private final Delays delays = new Delays();
  private final Meter meter;
  private final RunOutcomes outcomes;
  private final AtomicReference<FatalException> fatal = new AtomicReference<>();
  private final SideClock sides = new SideClock();
  private final PaceMeter pace = new PaceMeter(sides, System::nanoTime);
  private final LongAdder mappedItems = new LongAdder();
  private final LongAdder mappedAddresses = new LongAdder();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private volatile Supplier<Flow> flow = () -> Flow.NONE;

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
    this.ledger = ledger;
    this.sessions = sessions;
    this.moreSessions = moreSessions;
    this.waits = waits;
    this.meter = meter;
    this.outcomes =
        new RunOutcomes(
            pass,
            mailboxId,
            new ErrorLimit(options),
            project.reports().maxItems(),
            meter,
            this::fail);
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

  /** What becomes of its items. */
  public RunOutcomes outcomes() {
    return outcomes;
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
    notices.add(text);
  }

  /** Counts an item of which addresses were changed by the rules for recipients. */
  public void recipientsMapped(int addresses) {
    mappedItems.increment();
    mappedAddresses.add(addresses);
  }

  /** What there is to say of a run that went well; empty when there is nothing. */
  String notice() {
    List<String> all = new ArrayList<>(notices);
    long items = mappedItems.sum();
    if (items > 0) {
      all.add(
          "Changed by mailtrek.recipient-map: %d addresses in %d items."
              .formatted(mappedAddresses.sum(), items));
    }
    return String.join(" ", all);
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
    return pace.measure(outcomes.counts(), outcomes.cutOffBytes());
  }
}
