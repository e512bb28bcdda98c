package io.mailtrek.adopt;

import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/**
 * Writes adopted items of one source folder to the ledger. While one commit is under way others
 * wait, and the next takes all of them up to a limit. Safe for use by many threads.
 */
final class AdoptionRecord {
  private static final int ITEMS = 500;

  private final FolderLedger ledger;
  private final Deque<Found> queue = new ArrayDeque<>();
  private boolean writing;

  /** An item whose copy was found. */
  private record Found(Trace trace, Delivered copy, CompletableFuture<Delivered> future) {}

  AdoptionRecord(FolderLedger ledger) {
    this.ledger = ledger;
  }

  /** Completes when the record is durable, or with a {@link FatalException}. */
  CompletableFuture<Delivered> add(Trace trace, Delivered copy) {
    Found found = new Found(trace, copy, new CompletableFuture<>());
    boolean start;
    synchronized (this) {
      queue.addLast(found);
      start = !writing;
      writing = true;
    }
    if (start) {
      ForkJoinPool.commonPool().execute(this::write);
    }
    return found.future();
  }

  private void write() {
    for (List<Found> batch = take(); !batch.isEmpty(); batch = take()) {
      write(batch);
    }
  }

  private synchronized List<Found> take() {
    List<Found> batch = new ArrayList<>();
    while (!queue.isEmpty() && batch.size() < ITEMS) {
      batch.add(queue.removeFirst());
    }
    writing = !batch.isEmpty();
    return batch;
  }

  private void write(List<Found> batch) {
    Map<ItemKey, Delivered> copies = new HashMap<>();
    batch.forEach(found -> copies.put(found.trace().key(), found.copy()));
    try {
      ledger.adopt(batch.stream().map(Found::trace).toList(), copies);
    } catch (RuntimeException | Error e) {
      FatalException reason =
          new FatalException(
              Problem.LEDGER_UNUSABLE,
              "The record of what was found can't be kept: " + e.getMessage(),
              e);
      batch.forEach(found -> found.future().completeExceptionally(reason));
      return;
    }
    batch.forEach(found -> found.future().complete(found.copy()));
  }
}
