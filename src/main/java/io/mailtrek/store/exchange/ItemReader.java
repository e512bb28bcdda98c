package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Item;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads contents. While some requests are under way the others queue, and the next one takes what
 * fits into it. Safe for use by many threads.
 */
final class ItemReader {
  private static final int AT_ONCE = 3;
  private static final long BYTES = 8 << 20;

  private final Function<Item, ContentKind> kinds;
  private final ExecutorService threads;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<ReadRequest> queue = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  /**
   * @param name for the threads
   * @param kinds how an item is read
   */
  ItemReader(String name, Function<Item, ContentKind> kinds) {
    this.kinds = kinds;
    this.threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "exchange reads of " + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Queues an item. */
  CompletableFuture<Content> read(Item item, String id) {
    ReadRequest request = new ReadRequest(item, id, new CompletableFuture<>());
    synchronized (state) {
      if (!closed) {
        queue.addLast(request);
        startNext();
        return request.future();
      }
    }
    request.fail(closedException());
    return request.future();
  }

  private static TransientException closedException() {
    return new TransientException("The session with Exchange is closed", null);
  }

  /** Called with the lock held. */
  private void startNext() {
    while (!queue.isEmpty() && inFlight < AT_ONCE) {
      ContentKind kind = kinds.apply(queue.element().item());
      List<ReadRequest> batch = take(kind);
      inFlight++;
      threads.execute(LogFields.kept(() -> run(kind, batch)));
    }
  }

  private List<ReadRequest> take(ContentKind kind) {
    List<ReadRequest> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty()
        && batch.size() < kind.most()
        && (batch.isEmpty() || bytes + queue.element().item().size() <= BYTES)
        && kinds.apply(queue.element().item()) == kind) {
      bytes += queue.element().item().size();
      batch.add(queue.remove());
    }
    return batch;
  }

  private void run(ContentKind kind, List<ReadRequest> batch) {
    try {
      read(kind, batch);
    } finally {
      synchronized (state) {
        inFlight--;
        if (!closed) {
          startNext();
        }
      }
    }
  }

  private static void read(ContentKind kind, List<ReadRequest> batch) {
    StoreException reason;
    try {
      kind.read(batch);
      return;
    } catch (PermanentException | VanishedException e) {
      reason = e;
    } catch (StoreException e) {
      batch.forEach(request -> request.fail(e));
      return;
    } catch (OutOfMemoryError e) {
      reason =
          new PermanentException(
              "The memory is too small for an item of Exchange: give the JVM more", e);
    } catch (RuntimeException | Error e) {
      reason = new FatalException("Reading from Exchange failed: " + e, e);
    }
    // One item may spoil the answer for all: what is left is read one by one.
    for (ReadRequest request : batch) {
      if (batch.size() > 1 && !request.future().isDone()) {
        read(kind, List.of(request));
      }
      request.fail(reason);
    }
  }

  /** Fails what still waits. */
  void close() {
    List<ReadRequest> left;
    synchronized (state) {
      closed = true;
      left = new ArrayList<>(queue);
      queue.clear();
    }
    left.forEach(request -> request.fail(closedException()));
    threads.shutdown();
  }
}
