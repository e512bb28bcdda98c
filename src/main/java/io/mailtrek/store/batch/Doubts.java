package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.Rest;
import io.mailtrek.store.limit.SessionTraffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The batches that are under way, and what is in doubt: items that were sent, by this run or by one
 * that was killed, and of which nobody knows whether they arrived. They are looked for by one
 * thread at a time, so that a copy answers for one item only. Safe for use by many threads.
 */
public final class Doubts {
  /** Copies are found by what they are, wherever in the folder. */
  private static final FolderState ANYWHERE = new FolderState("", "", 0);

  private final CopyFinder copies;
  private final DeliveryJournal journal;
  private final SessionTraffic traffic;
  private final Optional<Duration> grace;

  /** The batches that are being sent or looked for, by their numbers; guarded by this. */
  private final Map<Long, Intent> underWay = new HashMap<>();

  /** What this session is in doubt of, and when to look for it at the earliest; guarded by this. */
  private final Map<Intent, Rest> left = new LinkedHashMap<>();

  private volatile boolean settledAny;

  /**
   * @param copies looks for what may have been written
   * @param grace how long the server may be still at work on what its answer was lost of; empty
   *     where that does no harm, because it takes an item only once
   */
  public Doubts(
      CopyFinder copies,
      DeliveryJournal journal,
      SessionTraffic traffic,
      Optional<Duration> grace) {
    this.copies = copies;
    this.journal = journal;
    this.traffic = traffic;
    this.grace = grace;
  }

  /** Whether items may have been settled as delivered that are still to be delivered. */
  boolean settledAny() {
    return settledAny;
  }

  /** Records a batch that is to be sent, which is in nobody's doubt until it ends. */
  synchronized Intent begin(DestinationFolder folder, List<Delivery> batch) {
    Intent intent = journal.intend(folder, ANYWHERE, batch);
    underWay.put(intent.id(), intent);
    return intent;
  }

  /**
   * Settles what was answered of a batch, by the answer alone.
   *
   * @return what was lost of it, as a batch of its own that was recorded before; empty when all was
   *     answered
   */
  Optional<Intent> settleAnswered(Intent intent, List<Delivery> batch, Results results) {
    List<Delivery> lost = results.lost(batch);
    if (lost.size() == batch.size()) {
      return Optional.of(intent);
    }
    Optional<Intent> rest =
        lost.isEmpty() ? Optional.empty() : Optional.of(begin(intent.folder(), lost));
    try {
      journal.settle(intent, results.delivered(batch));
    } finally {
      noLongerUnderWay(intent);
    }
    return rest;
  }

  private synchronized void noLongerUnderWay(Intent intent) {
    underWay.remove(intent.id());
  }

  /** Looks for what was lost, once the server had time for it; what is not found stays in doubt. */
  void look(Intent intent, List<Delivery> lost, Results results) {
    try {
      rest().await();
    } catch (StoreException e) {
      results.notFoundOut(e);
      leave(intent);
      return;
    }
    synchronized (this) {
      find(intent, results);
      settleAnswered(intent, lost, results).ifPresent(this::leave);
    }
  }

  private void find(Intent intent, Results results) {
    List<Trace> lost =
        intent.traces().stream().filter(trace -> !hasTwinUnderWay(intent, trace)).toList();
    try {
      results.found(copies.find(intent.folder(), intent.sourceFolder(), lost));
      if (grace.isEmpty()) {
        results.othersFailed();
      }
    } catch (StoreException e) {
      results.notFoundOut(e);
    } catch (RuntimeException | Error e) {
      String what = "Looking for what was written to " + intent.folder().path();
      results.notFoundOut(new FatalException(what + " failed: " + e, e));
    }
  }

  /** Whether a copy that looks like this item's may be that of one in another batch. */
  private boolean hasTwinUnderWay(Intent intent, Trace trace) {
    return trace.messageId().isPresent()
        && underWay.values().stream()
            .filter(other -> other.id() != intent.id())
            .filter(other -> other.folder().place().equals(intent.folder().place()))
            .flatMap(other -> other.traces().stream())
            .anyMatch(other -> other.messageId().equals(trace.messageId()));
  }

  /** Leaves a batch in doubt. */
  synchronized void leave(Intent intent) {
    left.put(intent, rest());
    underWay.remove(intent.id());
  }

  /** Settles what is in doubt of items that are to be sent again. */
  void settle(List<Delivery> again) throws StoreException {
    for (Map.Entry<Intent, Rest> each : left(again).entrySet()) {
      each.getValue().await();
      settleLeft(each.getKey());
    }
  }

  private synchronized Map<Intent, Rest> left(List<Delivery> again) {
    if (left.isEmpty()) {
      return Map.of();
    }
    FolderPath from = again.get(0).item().folder();
    Set<ItemKey> keys = again.stream().map(each -> each.item().key()).collect(Collectors.toSet());
    Map<Intent, Rest> some = new LinkedHashMap<>(left);
    some.keySet()
        .removeIf(
            intent ->
                !intent.sourceFolder().equals(from)
                    || intent.traces().stream().map(Trace::key).noneMatch(keys::contains));
    return some;
  }

  /** Does nothing where another thread has settled it meanwhile. */
  private synchronized void settleLeft(Intent intent) throws StoreException {
    if (!left.containsKey(intent)) {
      return;
    }
    if (intent.traces().stream().anyMatch(trace -> hasTwinUnderWay(intent, trace))) {
      throw new TransientException(
          "What became of an item in "
              + intent.folder().path()
              + " is known when an equal one is there",
          null);
    }
    settle(intent);
  }

  /**
   * Settles all that is in doubt and of this store, also what other sessions have left; that may be
   * just now.
   */
  public synchronized void settle() throws StoreException {
    List<Intent> intents =
        journal.inDoubt().stream()
            .filter(copies::owns)
            .filter(intent -> !underWay.containsKey(intent.id()))
            .toList();
    if (!intents.isEmpty()) {
      rest().await();
    }
    for (Intent intent : intents) {
      settle(intent);
    }
  }

  /** What is not found now is not there, and may be sent again. */
  private void settle(Intent intent) throws StoreException {
    Map<ItemKey, Delivered> found =
        copies.find(intent.folder(), intent.sourceFolder(), intent.traces());
    journal.settle(intent, found);
    left.remove(intent);
    settledAny = true;
  }

  private Rest rest() {
    return traffic.rest(
        grace.orElse(Duration.ZERO), "the server may be at work on what its answer was lost of");
  }
}
