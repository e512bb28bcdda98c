package io.mailtrek.store.exchange;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Deliveries that wait, and the threads that write them. While some are under way the queue fills,
 * and the next batch takes up to a limit of it: one record in the journal before it is sent, one
 * when all of it is answered. Safe for use by many threads.
 */
final class DeliveryQueue {
  private static final int BATCHES = 3;
  private static final int ITEMS = 50;
  private static final int WORTH_ANOTHER = 10;
  private static final long BYTES = 8 << 20;

  private final Batches batches;
  private final ExecutorService threads;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  /** A delivery that waits. */
  record Waiting(DestinationFolder folder, Delivery delivery, CompletableFuture<Delivered> future) {

    boolean fits(Waiting other) {
      return folder.place().equals(other.folder.place())
          && delivery.item().place().equals(other.delivery.item().place());
    }
  }

  /**
   * @param name for the threads
   */
  DeliveryQueue(String name, Batches batches) {
    this.batches = batches;
    threads =
        Executors.newFixedThreadPool(
            BATCHES,
            task -> {
              Thread thread = new Thread(task, "exchange writes of " + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Queues a delivery. */
  CompletableFuture<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    Waiting waiting = new Waiting(folder, delivery, new CompletableFuture<>());
    synchronized (state) {
      if (!closed) {
        queue.addLast(waiting);
        startNext();
        return waiting.future();
      }
    }
    waiting.future().completeExceptionally(closedException());
    return waiting.future();
  }

  static TransientException closedException() {
    return new TransientException("The session with Exchange is closed", null);
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
    return inFlight == 0 || (inFlight < BATCHES && queue.size() >= WORTH_ANOTHER);
  }

  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && batch.size() < ITEMS && (batch.isEmpty() || bytes < BYTES)) {
      if (!batch.isEmpty() && !batch.get(0).fits(queue.element())) {
        break;
      }
      bytes += queue.element().delivery().content().size();
      batch.add(queue.remove());
    }
    return batch;
  }

  private void run(List<Waiting> batch) {
    try {
      batches.write(batch);
    } catch (StoreException e) {
      fail(batch, e);
    } catch (RuntimeException e) {
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
    batch.forEach(waiting -> waiting.future().completeExceptionally(reason));
  }

  /** Fails what still waits. */
  void close() {
    List<Waiting> left;
    synchronized (state) {
      closed = true;
      left = new ArrayList<>(queue);
      queue.clear();
    }
    fail(left, closedException());
    threads.shutdown();
  }
}
