package io.mailtrek.store.dav;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Deliveries that wait, and the threads that write them. While some are under way the queue fills,
 * and the next batch takes up to a limit of it: one record in the journal before it is sent, one
 * when all of it is answered. Safe for use by many threads.
 */
final class PutQueue {
  /** So many requests are under way together, whatever batch they are of. */
  static final int AT_ONCE = 8;

  private static final int BATCHES = 3;
  private static final int ITEMS = 32;
  private static final long BYTES = 8 << 20;

  private final DavClient client;
  private final Batches batches;
  private final ExecutorService threads;

  /** Those that send; a batch waits for them in a thread of its own. */
  private final ExecutorService crew;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  /** A delivery that waits. */
  record Waiting(DestinationFolder folder, Delivery delivery, CompletableFuture<Delivered> future) {

    boolean fits(Waiting other) {
      return folder.path().equals(other.folder.path())
          && folder.itemType() == other.folder.itemType()
          && delivery.item().folder().equals(other.delivery.item().folder())
          && delivery.item().type() == other.delivery.item().type();
    }
  }

  PutQueue(DavClient client, Batches batches) {
    this.client = client;
    this.batches = batches;
    String name = "dav writes of " + DavUri.account(client.login());
    threads = Executors.newFixedThreadPool(BATCHES, task -> daemon(task, name));
    crew = Executors.newFixedThreadPool(AT_ONCE, task -> daemon(task, name));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
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
    waiting.future().completeExceptionally(client.closedException());
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
    return inFlight == 0 || (inFlight < BATCHES && queue.size() >= AT_ONCE);
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
      batches.write(batch, this::together);
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

  /** Runs tasks together, and returns when all are done; the client limits how many are sent. */
  private void together(List<Runnable> tasks) throws StoreException {
    try {
      CompletableFuture.allOf(
              tasks.stream()
                  .map(task -> CompletableFuture.runAsync(LogFields.kept(task), crew))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (RejectedExecutionException e) {
      throw client.closedException();
    }
  }

  /** Fails what still waits. */
  void close() {
    List<Waiting> left;
    synchronized (state) {
      closed = true;
      left = new ArrayList<>(queue);
      queue.clear();
    }
    fail(left, client.closedException());
    threads.shutdown();
    crew.shutdown();
  }
}
