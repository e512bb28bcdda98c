package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.Project;
import io.mailtrek.config.Servers;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.store.Store;
import io.mailtrek.store.composite.CompositeStore;
import io.mailtrek.store.dav.DavStore;
import io.mailtrek.store.exchange.ExchangeStore;
import io.mailtrek.store.imap.ImapStore;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The passes of one project without the routes that they run through: ledger, queue and worker.
 * Safe for use by many threads.
 */
public final class PassEngine implements Engine {
  private final Ledger ledger;
  private final LatestProject latestProject;
  private final PassQueue queue;
  private final Passes passes;
  private final Optional<Endpoints> endpoints;
  private final Optional<MailboxWorker> worker;
  private final Optional<ActiveRuns> activeRuns;
  private final Limits limits;
  private final Optional<Arrivals> arrivals;
  private final PassEvents events;

  private PassEngine(Project project, Optional<Runners> runners, Clock clock, Meter meter) {
    ledger = Ledger.open(project.ledger());
    events = new PassEvents(ledger.passes());
    latestProject = new LatestProject(project);
    limits = new Limits(ledger.limits(), latestProject::get, clock);
    try {
      if (runners.isPresent()) {
        Endpoints both = endpoints(project);
        Slots slots = new Slots(project.concurrentMailboxes());
        Regulator regulator =
            new Regulator(
                limits, slots, both.sourceTraffic(), both.destinationTraffic(), ledger.passes());
        ActiveRuns active = new ActiveRuns(ledger, clock, regulator, events);
        Arrivals visits = new Arrivals(project, both, ledger);
        MailboxWorker mailboxWorker =
            new MailboxWorker(
                latestProject, both, ledger, runners.get(), active, visits, events, meter);
        endpoints = Optional.of(both);
        activeRuns = Optional.of(active);
        arrivals = Optional.of(visits);
        worker = Optional.of(mailboxWorker);
        queue = PassQueue.running(project.name(), ledger.dataSource(), slots, mailboxWorker);
      } else {
        endpoints = Optional.empty();
        activeRuns = Optional.empty();
        arrivals = Optional.empty();
        worker = Optional.empty();
        queue = PassQueue.submitOnly(project.name(), ledger.dataSource());
      }
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
    passes = new Passes(latestProject::get, ledger, queue, clock, events);
  }

  private Endpoints endpoints(Project project) {
    List<ServerTraffic> source = new ArrayList<>();
    List<ServerTraffic> destination = new ArrayList<>();
    boolean whole = project.source().ews().isPresent() && project.destination().ews().isPresent();
    return new Endpoints(
        store("source", project.source(), project.sourceLimits(), whole, source),
        source,
        store(
            "destination", project.destination(), project.destinationLimits(), whole, destination),
        destination);
  }

  /**
   * Each server has limits and pauses of its own, and its own row for the bytes of a day.
   *
   * @param whole whether both sides are Exchange servers, between which items go as they are
   */
  private Store store(
      String side,
      Servers servers,
      ServerLimits serverLimits,
      boolean whole,
      List<ServerTraffic> all) {
    Map<String, Store> stores = new LinkedHashMap<>();
    servers
        .imap()
        .ifPresent(
            uri -> {
              ServerTraffic traffic = traffic(side, uri.server(), serverLimits, side);
              all.add(traffic);
              stores.put("IMAP", ImapStore.of(uri, traffic));
            });
    servers
        .dav()
        .ifPresent(
            uri -> {
              ServerTraffic traffic = traffic(side, uri.server(), serverLimits, side + ".dav");
              all.add(traffic);
              stores.put("DAV", DavStore.of(uri, traffic));
            });
    servers
        .ews()
        .ifPresent(
            uri -> {
              ServerTraffic traffic = traffic(side, uri.server(), serverLimits, side + ".ews");
              all.add(traffic);
              stores.put("Exchange", ExchangeStore.of(uri, traffic, whole));
            });
    return CompositeStore.of(stores);
  }

  private ServerTraffic traffic(String side, String server, ServerLimits serverLimits, String row) {
    return new ServerTraffic(
        side, server, serverLimits, (day, bytes) -> ledger.traffic().add(row, day, bytes));
  }

  /**
   * An engine that runs passes, once {@link #begin} is called.
   *
   * @param runners where routes register for the passes that they work for
   * @param clock what tells cut-offs and which passes are due
   * @param meter what is told how passes go
   */
  public static PassEngine running(Project project, Runners runners, Clock clock, Meter meter) {
    return new PassEngine(project, Optional.of(runners), clock, meter);
  }

  /** An engine that only submits passes, for another process to run. */
  public static PassEngine submitOnly(Project project, Clock clock) {
    return new PassEngine(project, Optional.empty(), clock, Meter.NONE);
  }

  /** Begins to run passes, those first that were interrupted. The routes have to be started. */
  public void begin() {
    activeRuns.ifPresent(ActiveRuns::keepPace);
    queue.start();
    passes.goOn();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  /** The project as its files say now. */
  public Project project() {
    return latestProject.get();
  }

  /** The two sides; empty for an engine that runs no passes. */
  public Optional<Endpoints> endpoints() {
    return endpoints;
  }

  /** The mailbox passes that this process works on, as they are now. */
  public List<Activity> activities() {
    return activeRuns.map(ActiveRuns::activities).orElse(List.of());
  }

  /** Submits and stops passes. */
  public Passes passes() {
    return passes;
  }

  /** Takes items that routes bring from elsewhere; only in an engine that runs passes. */
  public Arrivals arrivals() {
    return arrivals.orElseThrow();
  }

  @Override
  public long submit(PassRequest request) {
    return passes.submit(request);
  }

  @Override
  public boolean reschedule(long passId, Optional<Instant> startAt) {
    return passes.reschedule(passId, startAt);
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public void addListener(PassListener listener) {
    events.add(listener);
  }

  /** Ends what is in flight; the routes have to be still started. */
  @Override
  public void close() {
    worker.ifPresent(MailboxWorker::close);
    try (ledger;
        events) {
      queue.close();
      arrivals.ifPresent(Arrivals::close);
      activeRuns.ifPresent(ActiveRuns::close);
    }
  }
}
