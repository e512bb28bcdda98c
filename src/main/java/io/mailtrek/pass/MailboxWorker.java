package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OptionTexts;
import io.mailtrek.config.Options;
import io.mailtrek.config.Project;
import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.Counts;
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
import io.mailtrek.store.ErrorClass;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works on one mailbox pass from its job to its end: opens both sides, lets the route of the pass
 * run, and records the status. Safe for use by many threads.
 */
final class MailboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxWorker.class);
  private static final String NOT_TRIED =
      "Not tried, because another mailbox of the pass failed by what concerns all: ";

  private final LatestProject latestProject;
  private final Ledger ledger;
  private final Runners runners;
  private final ActiveRuns activeRuns;
  private final Arrivals arrivals;
  private final PassEvents events;
  private final Verification verification;
  private final SessionOpener opener;
  private final PatientWriter writer;
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
    this.ledger = ledger;
    this.runners = runners;
    this.activeRuns = activeRuns;
    this.arrivals = arrivals;
    this.events = events;
    this.verification =
        new Verification(endpoints.source(), endpoints.destination(), Clock.systemUTC());
    this.meter = meter;
    Supplier<RetryDelays> delays = () -> latestProject.get().retryDelays();
    this.opener = new SessionOpener(endpoints, delays, () -> closing);
    this.writer = new PatientWriter(delays, () -> closing);
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
    // Passes of one mailbox go one after the other.
    if (log.earlierIsUnderWay(mailboxId, passId)) {
      return Done.EARLIER_PASS_FIRST;
    }
    if (!writer.untilRecorded(() -> log.begin(passId, mailboxId))) {
      // It was asked to stop before this process took it, or had ended.
      log.end(passId, mailboxId, MailboxPassStatus.STOPPED, "", record.counts());
      events.changed(passId, mailboxId);
      return Done.ENDED;
    }
    events.changed(passId, mailboxId);
    try (var mailboxField = MDC.putCloseable("mailbox", record.source());
        var passField = MDC.putCloseable("pass", Long.toString(passId))) {
      LOG.info("The {} pass begins.", pass.type().word());
      MailboxPassEnd reached = run(pass, record);
      boolean goesOnLater = reached.status() == MailboxPassStatus.QUEUED;
      if (goesOnLater
          && log.change(
              passId, mailboxId, Set.of(MailboxPassStatus.PROCESSING), MailboxPassStatus.QUEUED)) {
        events.changed(passId, mailboxId);
        return closing ? Done.INTERRUPTED : Done.POSTPONED;
      }
      // What was to go on later may have been asked to stop just now.
      MailboxPassEnd end = goesOnLater ? MailboxPassEnd.stopped(reached.counts()) : reached;
      writer.untilRecorded(
          () ->
              log.end(passId, mailboxId, end.status(), end.message(), end.problem(), end.counts()));
      LOG.info("The {} pass ended: {}. {}", pass.type().word(), end.status().text(), end.message());
      events.changed(passId, mailboxId);
      failOthers(pass, end);
      return Done.ENDED;
    }
  }

  /** What would fail every mailbox is not tried with each. */
  private void failOthers(PassRecord pass, MailboxPassEnd end) {
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

  private MailboxPassEnd run(PassRecord pass, MailboxPassRecord record) {
    Project project = latestProject.get();
    Waits waits = new Waits(project.throttlePatience());
    try (PauseReport report = activeRuns.begin(pass.id(), record.mailboxId(), waits)) {
      return run(project, pass, record, report, waits);
    }
  }

  private MailboxPassEnd run(
      Project project, PassRecord pass, MailboxPassRecord record, PauseReport report, Waits waits) {
    try (MailboxLedger mailboxLedger = ledger.mailbox(record.mailboxId(), pass.id())) {
      Mailbox mailbox = mailbox(project, record);
      Options options = options(project, mailbox, record);
      // A verification needs no route; all others are to fail before they look, if theirs is
      // missing.
      Optional<MailboxPassRunner> runner =
          pass.type() == PassType.VERIFY ? Optional.empty() : Optional.of(runner(pass));
      Optional<MailboxPassEnd> early =
          preflight(project, pass, record, mailbox, options, mailboxLedger, waits);
      if (early.isPresent()) {
        return early.get();
      }
      Set<ItemType> types = types(pass, options);
      try (Sessions sessions = opener.open(mailbox, types, mailboxLedger, waits)) {
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
                () -> opener.openMore(mailbox, types, mailboxLedger, waits),
                waits,
                meter),
            report);
      }
    } catch (StoppedException e) {
      return stopped(report, pass.id(), record.mailboxId(), record.counts());
    } catch (FatalException e) {
      return MailboxPassEnd.failed(e, record.counts());
    } catch (StoreException e) {
      if (waits.stopped()) {
        return stopped(report, pass.id(), record.mailboxId(), record.counts());
      }
      return MailboxPassEnd.failed(MailboxRun.lasting(e), record.counts());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MailboxPassEnd.of(MailboxPassStatus.QUEUED, "", record.counts());
    } catch (RuntimeException e) {
      LOG.error("The mailbox pass ended with an error that was not expected.", e);
      return MailboxPassEnd.failed(
          new FatalException(e.getMessage() + " The log says more.", e), record.counts());
    }
  }

  /**
   * What is to be moved; where the two have nothing in common, the pass looks and moves nothing.
   */
  private static Set<ItemType> types(PassRecord pass, Options options) {
    Set<ItemType> types = EnumSet.noneOf(ItemType.class);
    types.addAll(pass.itemTypes());
    types.retainAll(options.filters().itemTypes());
    return types.isEmpty() ? pass.itemTypes() : types;
  }

  /**
   * Verifications and trials look before anything is moved. Empty when something is to be moved
   * then.
   */
  private Optional<MailboxPassEnd> preflight(
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
    writer.untilRecorded(
        () -> {
          ledger.passes().recordPreflight(pass.id(), record.mailboxId(), found);
          return true;
        });
    if (found.verdict() == Verdict.NO_GO) {
      return Optional.of(
          MailboxPassEnd.of(MailboxPassStatus.FAILED, found.summary(), record.counts()));
    }
    return pass.type() == PassType.VERIFY
        ? Optional.of(
            MailboxPassEnd.of(MailboxPassStatus.COMPLETED, found.summary(), record.counts()))
        : Optional.empty();
  }

  /** How the mailbox pass works: what is configured when it begins, also when it goes on later. */
  private Options options(Project project, Mailbox mailbox, MailboxPassRecord record) {
    SortedMap<String, String> configured = project.optionsOf(mailbox).byName();
    return new OptionTexts(ledger.passes().freeze(record.passId(), record.mailboxId(), configured))
        .read();
  }

  private MailboxPassEnd run(MailboxPassRunner runner, MailboxRun run, PauseReport report)
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
    writer.untilRecorded(
        () -> {
          activeRuns.writeRest(run);
          run.ledger().flush();
          return true;
        });
    return end(run, report);
  }

  private MailboxPassEnd end(MailboxRun run, PauseReport report) {
    Counts counts = run.counts();
    if (run.fatal().isPresent()) {
      return MailboxPassEnd.failed(run.fatal().get(), counts);
    }
    if (!run.stopping()) {
      return MailboxPassEnd.of(MailboxPassStatus.COMPLETED, run.notice(), counts);
    }
    return stopped(report, run.pass().id(), run.mailboxId(), counts);
  }

  /** By its user, with this process, or for a while. */
  private MailboxPassEnd stopped(PauseReport report, long passId, long mailboxId, Counts counts) {
    boolean asked =
        ledger
            .passes()
            .statusOf(passId, mailboxId)
            .filter(status -> status == MailboxPassStatus.STOPPING)
            .isPresent();
    return (closing || report.postponed()) && !asked
        ? MailboxPassEnd.of(MailboxPassStatus.QUEUED, "", counts)
        : MailboxPassEnd.stopped(counts);
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
