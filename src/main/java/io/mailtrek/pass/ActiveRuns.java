package io.mailtrek.pass;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Figures;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.store.Waits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox passes that are being worked on in this process. Twice a second it writes how far
 * they are into the ledger, where every other process can read it, looks there whether one is to
 * stop, and keeps the pace. Safe for use by many threads.
 */
final class ActiveRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRuns.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** How many periods are between two records of what is not needed at once. */
  private static final int PACE_PERIODS = 4;

  private static final int FOLDER_PERIODS = 20;

  private final PassLog log;
  private final Figures figures;
  private final Clock clock;
  private final Regulator regulator;
  private final PassEvents events;
  private final Set<MailboxRun> runs = ConcurrentHashMap.newKeySet();
  private final Set<PauseReport> reports = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /** For the timer's thread. */
  private int periods;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mailbox-pass-progress");
            thread.setDaemon(true);
            return thread;
          });

  ActiveRuns(Ledger ledger, Clock clock, Regulator regulator, PassEvents events) {
    this.log = ledger.passes();
    this.figures = ledger.figures();
    this.clock = clock;
    this.regulator = regulator;
    this.events = events;
    var unused =
        timer.scheduleWithFixedDelay(
            this::writeAll, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A mailbox pass begins to open its sessions: from now on its pauses are shown and ended. */
  PauseReport begin(long passId, long mailboxId, Waits waits) {
    PauseReport report = new PauseReport(log, passId, mailboxId, waits, reports::remove);
    reports.add(report);
    if (ending) {
      waits.stop();
    }
    return report;
  }

  /** The mailbox passes that have their sessions, as they are now. */
  List<Activity> activities() {
    return runs.stream()
        .map(
            run ->
                new Activity(run.pass().id(), run.mailboxId(), run.flow(), run.waits().current()))
        .toList();
  }

  void add(MailboxRun run) {
    figures.pace(run.pass().id(), run.mailboxId()).ifPresent(run::goOnFrom);
    runs.add(run);
  }

  /** Takes a run out; what it has not written is left to {@link #writeRest}. */
  void remove(MailboxRun run) {
    runs.remove(run);
  }

  /** Writes what a run that was taken out has not written. */
  void writeRest(MailboxRun run) {
    synchronized (run) {
      long passId = run.pass().id();
      long mailboxId = run.mailboxId();
      recordFailures(run);
      log.recordFolderCounts(passId, mailboxId, run.outcomes().folderCounts());
      figures.recordLeftovers(passId, mailboxId, run.outcomes().leftovers());
      figures.record(passId, mailboxId, run.pace());
    }
  }

  private void recordFailures(MailboxRun run) {
    List<Failure> failures = run.outcomes().takeFailures();
    try {
      log.recordFailures(failures);
      events.failed(failures);
    } catch (RuntimeException e) {
      run.outcomes().giveBack(failures);
      throw e;
    }
  }

  /** Stops all, also those that begin later. */
  void stopAll() {
    ending = true;
    runs.forEach(MailboxRun::stop);
    reports.forEach(PauseReport::stop);
  }

  private void writeAll() {
    try {
      periods++;
      events.changed(log.queueDue(clock.instant()));
      runs.forEach(this::write);
      reports.forEach(PauseReport::write);
      keepPace();
    } catch (RuntimeException | Error e) {
      // An exception that leaves here would end the timer, and with it every stop.
      LOG.warn("The progress could not be recorded.", e);
    }
  }

  /** Lets as many begin as the limits of the moment say, and none in blackout hours. */
  void keepPace() {
    if (regulator.keep()) {
      reports.forEach(PauseReport::postpone);
    }
  }

  private void write(MailboxRun run) {
    synchronized (run) {
      if (!runs.contains(run)) {
        return;
      }
      recordFailures(run);
      MailboxPassStatus status =
          log.progress(
              run.pass().id(), run.mailboxId(), run.outcomes().counts(), run.outcomes().expected());
      if (status == MailboxPassStatus.STOPPING && !run.stopping()) {
        run.stop();
        events.changed(run.pass().id(), run.mailboxId());
      }
      if (periods % PACE_PERIODS == 0) {
        figures.record(run.pass().id(), run.mailboxId(), run.pace());
      }
      if (periods % FOLDER_PERIODS == 0) {
        log.recordFolderCounts(run.pass().id(), run.mailboxId(), run.outcomes().folderCounts());
      }
    }
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
