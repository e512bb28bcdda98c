package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OptionTexts;
import io.mailtrek.config.Options;
import io.mailtrek.config.Project;
import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.LaneJournal;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.preflight.Verification;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.ErrorClass;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works on one mailbox pass from its job to its end: opens both sides, lets the route of the pass
 * run, and records the status. Safe for use by many threads.
 */
final class MailboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxWorker.class);
  private static final int CONNECT_ATTEMPTS = 5;
  private static final String NOT_TRIED =
      "Not tried, because another mailbox of the pass failed by what concerns all: ";

  private final LatestProject latestProject;
  private final Endpoints endpoints;
  private final Ledger ledger;
  private final Runners runners;
  private final ActiveRuns activeRuns;
  private final Arrivals arrivals;
  private final PassEvents events;
  private final Verification verification;
  private final Meter meter;
  private volatile boolean closing;

  MailboxWorker(
      LatestProject latestProject,
      Endpoints endpoints,
      Ledger ledger,
      Runners runners,
      ActiveRuns activeRuns,
      Arrivals arrivals,
      PassEvents events,
      Meter meter) {
    this.latestProject = latestProject;
    this.endpoints = endpoints;
    this.ledger = ledger;
    this.runners = runners;
    this.activeRuns = activeRuns;
    this.arrivals = arrivals;
    this.events = events;
    this.verification =
        new Verification(endpoints.source(), endpoints.destination(), Clock.systemUTC());
    this.meter = meter;
  }

  /** What became of a call of {@link #work}. */
  enum Done {
    /** The mailbox pass has ended, now or before. */
    ENDED,
    /** Its start was put off just now, and its job is there for another time. */
    TOO_EARLY,
    /** An earlier pass of the same mailbox comes first. */
    EARLIER_PASS_FIRST,
    /** Blackout hours began; this process goes on with it when they are over. */
    POSTPONED,
    /** This process ends; another one goes on with it. */
    INTERRUPTED
  }

  Done work(long passId, long mailboxId) {
    if (!arrivals.take(mailboxId)) {
      return Done.EARLIER_PASS_FIRST;
    }
    try {
      return workAlone(passId, mailboxId);
    } finally {
      arrivals.giveBack(mailboxId);
    }
  }

  private Done workAlone(long passId, long mailboxId) {
    PassLog log = ledger.passes();
    PassRecord pass = log.find(passId).orElseThrow();
    MailboxPassRecord record = log.mailboxPass(passId, mailboxId).orElseThrow();
    if (closing) {
      return Done.INTERRUPTED;
    }
    boolean begun = record.status() != MailboxPassStatus.SUBMITTED;
    if (!begun && pass.startAt().filter(Instant.now()::isBefore).isPresent()) {
      return Done.TOO_EARLY;
    }
    if (earlierPassIsUnderWay(passId, mailboxId)) {
      return Done.EARLIER_PASS_FIRST;
    }
    if (!untilRecorded(() -> log.begin(passId, mailboxId))) {
      // It was asked to stop before this process took it, or had ended.
      log.end(passId, mailboxId, MailboxPassStatus.STOPPED, "", record.counts());
      events.changed(passId, mailboxId);
      return Done.ENDED;
    }
    events.changed(passId, mailboxId);
    try (var mailboxField = MDC.putCloseable("mailbox", record.source());
        var passField = MDC.putCloseable("pass", Long.toString(passId))) {
      LOG.info("The {} pass begins.", pass.type().word());
      End reached = run(pass, record);
      boolean goesOnLater = reached.status() == MailboxPassStatus.QUEUED;
      if (goesOnLater
          && log.change(
              passId, mailboxId, Set.of(MailboxPassStatus.PROCESSING), MailboxPassStatus.QUEUED)) {
        events.changed(passId, mailboxId);
        return closing ? Done.INTERRUPTED : Done.POSTPONED;
      }
      // What was to go on later may have been asked to stop just now.
      End end = goesOnLater ? End.stopped(reached.counts()) : reached;
      untilRecorded(
          () ->
              log.end(passId, mailboxId, end.status(), end.message(), end.problem(), end.counts()));
      LOG.info("The {} pass ended: {}. {}", pass.type().word(), end.status().text(), end.message());
      events.changed(passId, mailboxId);
      failOthers(pass, end);
      return Done.ENDED;
    }
  }

  /** What would fail every mailbox is not tried with each. */
  private void failOthers(PassRecord pass, End end) {
    Optional<Problem> problem =
        end.problem().filter(p -> p.errorClass() == ErrorClass.PROJECT_FATAL);
    if (problem.isEmpty()) {
      return;
    }
    List<Long> others =
        ledger.passes().failWaiting(pass.id(), NOT_TRIED + end.message(), problem.get());
    if (!others.isEmpty()) {
      LOG.error(
          "The other {} mailboxes of the pass are not tried: {}", others.size(), end.message());
      others.forEach(mailboxId -> events.changed(pass.id(), mailboxId));
    }
  }

  /** Passes of one mailbox go one after the other. */
  private boolean earlierPassIsUnderWay(long passId, long mailboxId) {
    return ledger.passes().unfinished().stream()
        .anyMatch(
            other ->
                other.mailboxId() == mailboxId
                    && other.passId() < passId
                    && other.status() != MailboxPassStatus.SUBMITTED);
  }

  private record End(
      MailboxPassStatus status, String message, Optional<Problem> problem, Counts counts) {

    static End of(MailboxPassStatus status, String message, Counts counts) {
      return new End(status, message, Optional.empty(), counts);
    }

    static End failed(FatalException reason, Counts counts) {
      return new End(
          MailboxPassStatus.FAILED, reason.getMessage(), Optional.of(reason.problem()), counts);
    }

    static End stopped(Counts counts) {
      return End.of(MailboxPassStatus.STOPPED, "Submit the pass again to go on.", counts);
    }
  }

  private End run(PassRecord pass, MailboxPassRecord record) {
    Project project = latestProject.get();
    Waits waits = new Waits(project.throttlePatience());
    try (PauseReport report = activeRuns.begin(pass.id(), record.mailboxId(), waits)) {
      return run(project, pass, record, report, waits);
    }
  }

  private End run(
      Project project, PassRecord pass, MailboxPassRecord record, PauseReport report, Waits waits) {
    try (MailboxLedger mailboxLedger = ledger.mailbox(record.mailboxId(), pass.id())) {
      Mailbox mailbox = mailbox(project, record);
      Options options = options(project, mailbox, record);
      // A verification needs no route; all others are to fail before they look, if theirs is
      // missing.
      Optional<MailboxPassRunner> runner =
          pass.type() == PassType.VERIFY ? Optional.empty() : Optional.of(runner(pass));
      Optional<End> early =
          preflight(project, pass, record, mailbox, options, mailboxLedger, waits);
      if (early.isPresent()) {
        return early.get();
      }
      try (Sessions sessions = sessions(mailbox, mailboxLedger, waits)) {
        return run(
            runner.orElseThrow(),
            new MailboxRun(
                pass,
                mailbox,
                record.mailboxId(),
                project,
                options,
                mailboxLedger,
                sessions,
                () -> moreSessions(mailbox, mailboxLedger, waits),
                waits,
                meter),
            report);
      }
    } catch (StoppedException e) {
      return stopped(report, pass.id(), record.mailboxId(), record.counts());
    } catch (FatalException e) {
      return End.failed(e, record.counts());
    } catch (StoreException e) {
      if (waits.stopped()) {
        return stopped(report, pass.id(), record.mailboxId(), record.counts());
      }
      return End.failed(MailboxRun.lasting(e), record.counts());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.of(MailboxPassStatus.QUEUED, "", record.counts());
    } catch (RuntimeException e) {
      LOG.error("The mailbox pass ended with an error that was not expected.", e);
      return End.failed(
          new FatalException(e.getMessage() + " The log says more.", e), record.counts());
    }
  }

  /**
   * Verifications and trials look before anything is moved. Empty when something is to be moved
   * then.
   */
  private Optional<End> preflight(
      Project project,
      PassRecord pass,
      MailboxPassRecord record,
      Mailbox mailbox,
      Options options,
      MailboxLedger mailboxLedger,
      Waits waits)
      throws StoppedException {
    if (pass.type() != PassType.VERIFY && pass.type() != PassType.TRIAL) {
      return Optional.empty();
    }
    Preflight found =
        verification.of(
            mailbox,
            options,
            project.connectionsPerMailbox(),
            mailboxLedger,
            pass.type() == PassType.TRIAL,
            waits);
    untilRecorded(
        () -> {
          ledger.passes().recordPreflight(pass.id(), record.mailboxId(), found);
          return true;
        });
    if (found.verdict() == Verdict.NO_GO) {
      return Optional.of(End.of(MailboxPassStatus.FAILED, found.summary(), record.counts()));
    }
    return pass.type() == PassType.VERIFY
        ? Optional.of(End.of(MailboxPassStatus.COMPLETED, found.summary(), record.counts()))
        : Optional.empty();
  }

  /** How the mailbox pass works: what is configured when it begins, also when it goes on later. */
  private Options options(Project project, Mailbox mailbox, MailboxPassRecord record) {
    SortedMap<String, String> configured = project.optionsOf(mailbox).byName();
    return new OptionTexts(ledger.passes().freeze(record.passId(), record.mailboxId(), configured))
        .read();
  }

  private End run(MailboxPassRunner runner, MailboxRun run, PauseReport report)
      throws InterruptedException {
    activeRuns.add(run);
    try {
      runner.run(run);
      run.judge();
    } catch (FatalException e) {
      run.fail(e);
    } catch (StoppedException e) {
      // What stopped the waits is known to the run.
    } catch (StoreException e) {
      run.fail(MailboxRun.lasting(e));
    } catch (LedgerException e) {
      run.fail(new FatalException(Problem.LEDGER_UNUSABLE, e.getMessage(), e));
    } finally {
      activeRuns.remove(run);
    }
    untilRecorded(
        () -> {
          activeRuns.writeRest(run);
          run.ledger().flush();
          return true;
        });
    return end(run, report);
  }

  /**
   * Writes into the ledger, and waits where that can't be written, for example because the disk is
   * full. Else the mailbox pass would seem to go on until the next start of the process.
   */
  private boolean untilRecorded(BooleanSupplier write) {
    RetryDelays delays = latestProject.get().retryDelays();
    Duration delay = delays.first();
    while (true) {
      try {
        return write.getAsBoolean();
      } catch (LedgerException e) {
        if (closing) {
          throw e;
        }
        LOG.error("{} Trying again in {} ms.", e.getMessage(), delay.toMillis());
        try {
          Thread.sleep(delay.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
        delay = Retry.shorter(delay.multipliedBy(2), delays.longest());
      }
    }
  }

  private End end(MailboxRun run, PauseReport report) {
    Counts counts = run.counts();
    if (run.fatal().isPresent()) {
      return End.failed(run.fatal().get(), counts);
    }
    if (!run.stopping()) {
      return End.of(MailboxPassStatus.COMPLETED, run.notice(), counts);
    }
    return stopped(report, run.pass().id(), run.mailboxId(), counts);
  }

  /** By its user, with this process, or for a while. */
  private End stopped(PauseReport report, long passId, long mailboxId, Counts counts) {
    boolean asked =
        ledger
            .passes()
            .statusOf(passId, mailboxId)
            .filter(status -> status == MailboxPassStatus.STOPPING)
            .isPresent();
    return (closing || report.postponed()) && !asked
        ? End.of(MailboxPassStatus.QUEUED, "", counts)
        : End.stopped(counts);
  }

  private Sessions sessions(Mailbox mailbox, MailboxLedger mailboxLedger, Waits waits)
      throws StoreException, InterruptedException {
    SourceSession source =
        connect(() -> endpoints.source().openSource(mailbox.sourceLogin(), waits), waits);
    try {
      DestinationSession destination =
          connect(
              () ->
                  endpoints
                      .destination()
                      .openDestination(mailbox.destinationLogin(), mailboxLedger, waits),
              waits);
      return new Sessions(source, destination, Optional.empty());
    } catch (StoreException | InterruptedException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Tried once: the mailbox gets on without them. */
  private Sessions moreSessions(Mailbox mailbox, MailboxLedger mailboxLedger, Waits waits)
      throws StoreException {
    SourceSession source = endpoints.source().openFurtherSource(mailbox.sourceLogin(), waits);
    LaneJournal journal = mailboxLedger.anotherJournal();
    try {
      DestinationSession destination =
          endpoints
              .destination()
              .openFurtherDestination(mailbox.destinationLogin(), journal, waits);
      return new Sessions(source, destination, Optional.of(journal));
    } catch (StoreException | RuntimeException e) {
      journal.close();
      source.close();
      throw e;
    }
  }

  private <T> T connect(Retry.Attempt<T> open, Waits waits)
      throws StoreException, InterruptedException {
    return Retry.of(CONNECT_ATTEMPTS, latestProject.get().retryDelays())
        .run(open, () -> !closing && !waits.stopped());
  }

  private static Mailbox mailbox(Project project, MailboxPassRecord record) throws FatalException {
    return project.mailboxes().stream()
        .filter(
            mailbox ->
                mailbox.source().equalsIgnoreCase(record.source())
                    && mailbox.destination().equalsIgnoreCase(record.destination()))
        .findFirst()
        .orElseThrow(
            () ->
                new FatalException(
                    Problem.NOT_IN_PROJECT,
                    "The mailbox "
                        + record.source()
                        + " with the destination "
                        + record.destination()
                        + " is not in the project's list of mailboxes any more."));
  }

  private MailboxPassRunner runner(PassRecord pass) throws FatalException {
    return runners
        .find(pass.type())
        .orElseThrow(
            () ->
                new FatalException(
                    Problem.NO_ROUTE,
                    "No route is started that begins with mailbox:source?pass="
                        + pass.type().word()
                        + ". Look into the routes folder, or start the route."));
  }

  /** Ends what runs after what is in flight, and begins nothing more. */
  void close() {
    closing = true;
    activeRuns.stopAll();
  }
}
