package io.mailtrek.camel;

import io.mailtrek.pass.Flow;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Sessions;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The lanes of one mailbox pass. It begins with one, in the thread of the mailbox pass, and asks
 * {@link LaneTuner} at regular times whether to open one more, in a thread of its own.
 */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final MailboxRun run;
  private final FolderQueue folders;
  private final Window window;
  private final int most;
  private final FolderLister.Sink sink;
  private final ScheduledExecutorService threads;
  private final Map<String, String> logFields = MDC.getCopyOfContextMap();

  /** Those that are open, the newest last. */
  private final Deque<Lane> open = new ConcurrentLinkedDeque<>();

  /** Guards all below. */
  private final Object state = new Object();

  private final LaneTuner tuner;
  private final List<Future<?>> others = new ArrayList<>();
  private boolean opening;
  private boolean ending;
  private long doneBefore;

  /**
   * For the thread of the mailbox pass.
   *
   * @param most the largest number of lanes
   */
  Lanes(MailboxRun run, FolderQueue folders, Window window, int most, FolderLister.Sink sink) {
    this.run = run;
    this.folders = folders;
    this.window = window;
    this.most = most;
    this.sink = sink;
    this.tuner = new LaneTuner(most);
    AtomicInteger made = new AtomicInteger();
    this.threads =
        Executors.newScheduledThreadPool(
            most,
            task ->
                new Thread(task, "lanes-" + made.incrementAndGet() + " " + run.mailbox().source()));
  }

  /** How many lanes are open. Safe for any thread. */
  int count() {
    return open.size();
  }

  /** What may be in flight. Safe for any thread. */
  Window window() {
    return window;
  }

  /** What is under way now. Safe for any thread. */
  Flow flow() {
    return new Flow(
        count(), window.items(), window.itemLimit(), window.bytes(), window.byteLimit());
  }

  /**
   * Works until all folders are listed and all items have ended, or until the run has to end early.
   *
   * @param interval how often to think about the number of lanes
   */
  void work(Duration interval) throws StoreException, InterruptedException {
    try (Window.Share share = window.share()) {
      Lane first = new Lane(run, run.sessions(), share, true);
      open.add(first);
      try {
        tuneEvery(interval);
        workOff(first);
        awaitOthers();
        takeOver(first);
      } finally {
        stopAll();
        awaitThreads();
        share.awaitEmpty();
      }
    }
  }

  private void tuneEvery(Duration interval) {
    if (most > 1) {
      var unused =
          threads.scheduleWithFixedDelay(
              this::tune, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void workOff(Lane lane) throws StoreException, InterruptedException {
    FolderLister lister = new FolderLister(lane);
    List<Target> announced = List.of();
    while (lane.mayTakeMore()) {
      List<Target> targets = folders.take();
      if (targets.isEmpty()) {
        return;
      }
      lane.begin(targets);
      if (!announced.containsAll(targets)) {
        announced = folders.withNext(targets);
        lister.announce(announced);
      }
      for (Target target : targets) {
        if (lane.mayGoOn()) {
          lister.list(target, sink);
        }
      }
    }
  }

  private void tune() {
    synchronized (state) {
      long done = window.done();
      long work = done - doneBefore;
      doneBefore = done;
      if (opening || ending) {
        return;
      }
      switch (tuner.sampled(work, open.size(), !folders.isEmpty())) {
        case STAY -> {}
        case OPEN -> {
          opening = true;
          others.add(threads.submit(this::workBeside));
        }
        case DISMISS -> {
          Lane newest = open.getLast();
          newest.dismiss();
          LOG.info("Connection {} made it no faster, so it ends after its folder.", open.size());
        }
      }
    }
  }

  /** Works in a lane of its own, as long as there are folders for it. */
  private Void workBeside() throws InterruptedException {
    MDC.setContextMap(logFields == null ? Map.of() : logFields);
    try (Sessions sessions = run.openSessions();
        Window.Share share = window.share()) {
      Lane lane = new Lane(run, sessions, share, false);
      opened(lane);
      try {
        workOff(lane);
      } catch (TransientException e) {
        lane.failed(e);
      } catch (StoppedException e) {
        // What stopped the waits is known to the run.
      } catch (StoreException e) {
        run.fail(e instanceof FatalException fatal ? fatal : new FatalException(e.getMessage(), e));
      } finally {
        share.awaitEmpty();
        closed(lane);
      }
    } catch (StoreException e) {
      refused(e);
    } catch (RuntimeException | Error e) {
      // awaitOthers() hands it to the thread of the mailbox pass.
      stopAll();
      throw e;
    } finally {
      MDC.clear();
    }
    return null;
  }

  private void opened(Lane lane) {
    synchronized (state) {
      opening = false;
      open.add(lane);
      if (ending) {
        lane.stop();
      }
    }
    LOG.info("A lane begins. Connections to each server: {}.", open.size());
  }

  private void closed(Lane lane) {
    synchronized (state) {
      open.remove(lane);
      lane.broken()
          .ifPresent(
              reason -> {
                tuner.refused();
                folders.putBack(lane.begun());
                LOG.warn("{}. The first lane takes its folders over.", reason.getMessage());
              });
    }
    LOG.info("A lane ended. Connections to each server: {}.", open.size());
  }

  private void refused(StoreException reason) {
    synchronized (state) {
      opening = false;
      tuner.refused();
    }
    LOG.info("Connections to each server stay at {}: {}", open.size(), reason.getMessage());
  }

  /** Waits until the other lanes have ended; no more come, because no folder is left for them. */
  private void awaitOthers() throws InterruptedException {
    List<Future<?>> running;
    synchronized (state) {
      ending = true;
      running = List.copyOf(others);
    }
    for (Future<?> other : running) {
      try {
        other.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("A lane ended: " + e.getCause(), e.getCause());
      }
    }
  }

  /** Finishes in the first lane what lanes that broke have left. */
  private void takeOver(Lane first) throws StoreException, InterruptedException {
    List<Target> left = folders.takePutBack();
    if (left.isEmpty() || !first.mayGoOn()) {
      return;
    }
    first.share().awaitEmpty();
    run.retry(
        () -> {
          first.destination().settleDoubts();
          return first;
        });
    FolderLister lister = new FolderLister(first);
    for (Target target : left) {
      if (first.mayGoOn()) {
        target.tally().restart();
        lister.list(target, sink);
      }
    }
  }

  private void stopAll() {
    synchronized (state) {
      ending = true;
      open.forEach(Lane::stop);
    }
  }

  private void awaitThreads() {
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
