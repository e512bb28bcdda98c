package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Deliveries that wait, and the threads that write them. While some are under way the queue fills,
 * and the next batch takes up to a limit of it: one record in the journal before it is sent, one
 * when all of it is answered. Safe for use by many threads.
 */
public final class DeliveryQueue implements AutoCloseable {
  private final Limits limits;
  private final BatchWriter writer;
  private final Supplier<TransientException> closedException;
  private final ExecutorService threads;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  /**
   * @param name of the threads
   * @param closedException what becomes of deliveries after the end of the session
   */
  public DeliveryQueue(
      String name,
      Limits limits,
      BatchWriter writer,
      Supplier<TransientException> closedException) {
    this.limits = limits;
    this.writer = writer;
    this.closedException = closedException;
    this.threads =
        Executors.newFixedThreadPool(
            limits.batches(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Queues a delivery. */
  public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    Waiting waiting = new Waiting(folder, delivery);
    synchronized (state) {
      if (!closed) {
        queue.addLast(waiting);
        startNext();
        return waiting.future();
      }
    }
    waiting.failed(closedException.get());
    return waiting.future();
  }

  /** Called with the lock held. */
  private void startNext() {
    while (!queue.isEmpty() && mayStart()) {
      List<Waiting> batch = take();
      inFlight++;
      threads.execute(LogFields.kept(() -> run(batch)));
    }
  }

  /** A further batch is begun when it is worth a record of its own. */
  private boolean mayStart() {
    return inFlight == 0 || (inFlight < limits.batches() && queue.size() >= limits.worthAnother());
  }

  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty()
        && batch.size() < limits.items()
        && (batch.isEmpty() || (bytes < limits.bytes() && batch.get(0).fits(queue.element())))) {
      bytes += queue.element().delivery().content().size();
      batch.add(queue.remove());
    }
    return batch;
  }

  private void run(List<Waiting> batch) {
    try {
      writer.write(batch);
    } catch (StoreException e) {
      fail(batch, e);
    } catch (RuntimeException | Error e) {
      // Whoever waits must learn that nobody writes it, also where the memory was too small.
      fail(
          batch,
          new FatalException(
              Problem.LEDGER_UNUSABLE,
              "The record of deliveries can't be kept: " + e.getMessage(),
              e));
    } finally {
      synchronized (state) {
        inFlight--;
        if (!closed) {
          startNext();
        }
      }
    }
  }

  private static void fail(List<Waiting> batch, StoreException reason) {
    batch.forEach(waiting -> waiting.failed(reason));
  }

  /** Fails what still waits. */
  @Override
  public void close() {
    List<Waiting> left;
    synchronized (state) {
      closed = true;
      left = new ArrayList<>(queue);
      queue.clear();
    }
    fail(left, closedException.get());
    threads.shutdown();
  }
}
