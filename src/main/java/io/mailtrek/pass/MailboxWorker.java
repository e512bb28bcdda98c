package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.preflight.Verification;
import io.mailtrek.store.ErrorClass;
import io.mailtrek.store.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works on one mailbox pass from its job to its end: whether its time has come, and how it ended.
 * Safe for use by many threads.
 */
final class MailboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(MailboxWorker.class);
  private static final String NOT_TRIED =
      "Not tried, because another mailbox of the pass failed by what concerns all: ";

  private final Ledger ledger;
  private final ActiveRuns activeRuns;
  private final Arrivals arrivals;
  private final PassEvents events;
  private final PatientWriter writer;
  private final PassExecution execution;
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
    this.ledger = ledger;
    this.activeRuns = activeRuns;
    this.arrivals = arrivals;
    this.events = events;
    Supplier<RetryDelays> delays = () -> latestProject.get().retryDelays();
    this.writer = new PatientWriter(delays, () -> closing);
    this.execution =
        new PassExecution(
            latestProject,
            ledger,
            runners,
            activeRuns,
            new Verification(endpoints.source(), endpoints.destination(), Clock.systemUTC()),
            new SessionOpener(endpoints, delays, () -> closing),
            writer,
            meter,
            () -> closing);
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
      // A job that ends by a failure does not come again before the next start of the process.
      return writer.untilRecorded(() -> workAlone(passId, mailboxId));
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
      MailboxPassEnd reached = execution.run(pass, record);
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

  /** Ends what runs after what is in flight, and begins nothing more. */
  void close() {
    closing = true;
    activeRuns.stopAll();
  }
}
