package io.mailtrek.store.dav;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes batches, each recorded as intended before, and settled in the journal when the server has
 * answered for all of it. Safe for use by many threads.
 */
final class Batches {
  private static final FolderState ANYWHERE = new FolderState("", "", 0);

  private final Put put;
  private final DeliveryJournal journal;
  private final Doubts doubts;

  Batches(Put put, DeliveryJournal journal, Doubts doubts) {
    this.put = put;
    this.journal = journal;
    this.doubts = doubts;
  }

  /** Runs tasks together. */
  interface Crew {
    void run(List<Runnable> tasks) throws StoreException;
  }

  /** Writes a batch for one folder; the futures of its items tell how it went. */
  void write(List<PutQueue.Waiting> batch, Crew crew) throws StoreException {
    doubts.settleIfAny();
    List<PutQueue.Waiting> open = withoutDelivered(batch);
    if (open.isEmpty()) {
      return;
    }
    DestinationFolder folder = open.get(0).folder();
    DeliveryJournal.Intent intent =
        doubts.begin(
            () ->
                journal.intend(
                    folder, ANYWHERE, open.stream().map(PutQueue.Waiting::delivery).toList()));
    Map<ItemKey, Delivered> delivered = new ConcurrentHashMap<>();
    Map<ItemKey, StoreException> failed = new ConcurrentHashMap<>();
    Optional<StoreException> lost = send(open, crew, delivered, failed);
    if (lost.isPresent()) {
      // What became of some of it is not known, so nothing of it is settled.
      doubts.left(intent);
      open.forEach(waiting -> waiting.future().completeExceptionally(lost.get()));
      return;
    }
    try {
      journal.settle(intent, new HashMap<>(delivered));
    } finally {
      doubts.end(intent);
    }
    for (PutQueue.Waiting waiting : open) {
      ItemKey key = waiting.delivery().item().key();
      if (delivered.containsKey(key)) {
        waiting.future().complete(delivered.get(key));
      } else {
        waiting.future().completeExceptionally(failed.get(key));
      }
    }
  }

  /** Sends all; tells why some may be written or not, where that can't be found out. */
  private Optional<StoreException> send(
      List<PutQueue.Waiting> open,
      Crew crew,
      Map<ItemKey, Delivered> delivered,
      Map<ItemKey, StoreException> failed) {
    List<Runnable> tasks = new ArrayList<>();
    Map<ItemKey, StoreException> lost = new ConcurrentHashMap<>();
    for (PutQueue.Waiting waiting : open) {
      tasks.add(() -> write(waiting, delivered, failed, lost));
    }
    try {
      crew.run(tasks);
    } catch (StoreException e) {
      return Optional.of(e);
    }
    return lost.values().stream().findFirst();
  }

  private void write(
      PutQueue.Waiting waiting,
      Map<ItemKey, Delivered> delivered,
      Map<ItemKey, StoreException> failed,
      Map<ItemKey, StoreException> lost) {
    Delivery delivery = waiting.delivery();
    ItemKey key = delivery.item().key();
    try {
      delivered.put(key, put.write(waiting.folder(), delivery));
    } catch (TransientException e) {
      resolve(waiting, e, delivered, failed, lost);
    } catch (StoreException e) {
      failed.put(key, e);
    } catch (RuntimeException e) {
      lost.put(key, new FatalException("Writing " + key + " failed: " + e, e));
    }
  }

  /** The server itself knows whether it has an item whose answer was lost. */
  private void resolve(
      PutQueue.Waiting waiting,
      TransientException reason,
      Map<ItemKey, Delivered> delivered,
      Map<ItemKey, StoreException> failed,
      Map<ItemKey, StoreException> lost) {
    ItemKey key = waiting.delivery().item().key();
    try {
      Optional<Delivered> found =
          doubts.look(
              waiting.folder(), waiting.delivery().item().folder(), waiting.delivery().trace());
      if (found.isPresent()) {
        delivered.put(key, found.get());
      } else {
        failed.put(key, reason);
      }
    } catch (StoreException | RuntimeException e) {
      lost.put(key, reason);
    }
  }

  /** After doubts were settled, some items may prove to be delivered already. */
  private List<PutQueue.Waiting> withoutDelivered(List<PutQueue.Waiting> batch) {
    if (!doubts.settledAny()) {
      return batch;
    }
    List<PutQueue.Waiting> open = new ArrayList<>();
    for (PutQueue.Waiting waiting : batch) {
      Optional<Delivered> known = journal.delivered(waiting.delivery().item());
      if (known.isPresent()) {
        waiting.future().complete(new Delivered(known.get().destinationId(), true, 0));
      } else {
        open.add(waiting);
      }
    }
    return open;
  }
}
