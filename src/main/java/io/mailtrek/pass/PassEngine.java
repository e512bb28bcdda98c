package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.store.imap.ImapStore;
import io.mailtrek.store.imap.ImapUri;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The passes of one project without the routes that they run through: ledger, queue and worker.
 * Safe for use by many threads.
 */
public final class PassEngine implements Engine {
  private final Ledger ledger;
  private final PassQueue queue;
  private final Passes passes;
  private final Optional<MailboxWorker> worker;
  private final Optional<ActiveRuns> activeRuns;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private PassEngine(Project project, Optional<Runners> runners, Clock clock) {
    ledger = Ledger.open(project.ledger());
    LatestProject latestProject = new LatestProject(project);
    try {
      if (runners.isPresent()) {
        ActiveRuns active = new ActiveRuns(ledger.passes(), clock);
        Endpoints endpoints =
            new Endpoints(
                store("source", project.source(), project.sourceLimits()),
                store("destination", project.destination(), project.destinationLimits()));
        MailboxWorker mailboxWorker =
            new MailboxWorker(
                latestProject,
                endpoints,
                ledger,
                runners.get(),
                active,
                () -> listeners.forEach(Runnable::run));
        activeRuns = Optional.of(active);
        worker = Optional.of(mailboxWorker);
        queue =
            PassQueue.running(
                project.name(), ledger.dataSource(), project.concurrentMailboxes(), mailboxWorker);
      } else {
        activeRuns = Optional.empty();
        worker = Optional.empty();
        queue = PassQueue.submitOnly(project.name(), ledger.dataSource());
      }
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
    passes = new Passes(latestProject::get, ledger, queue, clock);
  }

  private ImapStore store(String side, ImapUri server, ServerLimits limits) {
    return ImapStore.of(
        server,
        new ServerTraffic(
            side, server.server(), limits, (day, bytes) -> ledger.traffic().add(side, day, bytes)));
  }

  /**
   * An engine that runs passes, once {@link #begin} is called.
   *
   * @param runners where routes register for the passes that they work for
   * @param clock what tells cut-offs and which passes are due
   */
  public static PassEngine running(Project project, Runners runners, Clock clock) {
    return new PassEngine(project, Optional.of(runners), clock);
  }

  /** An engine that only submits passes, for another process to run. */
  public static PassEngine submitOnly(Project project, Clock clock) {
    return new PassEngine(project, Optional.empty(), clock);
  }

  /** Begins to run passes, those first that were interrupted. The routes have to be started. */
  public void begin() {
    queue.start();
    passes.goOn();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  /** Submits and stops passes. */
  public Passes passes() {
    return passes;
  }

  @Override
  public long submit(PassRequest request) {
    return passes.submit(request);
  }

  @Override
  public void whenMailboxPassEnds(Runnable listener) {
    listeners.add(listener);
  }

  /** Ends what is in flight; the routes have to be still started. */
  @Override
  public void close() {
    worker.ifPresent(MailboxWorker::close);
    try (ledger) {
      queue.close();
      activeRuns.ifPresent(ActiveRuns::close);
    }
  }
}
