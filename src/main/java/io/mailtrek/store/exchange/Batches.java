package io.mailtrek.store.exchange;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Place;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes batches, each recorded as intended before, and settled in the journal when the server has
 * answered for all of it. Safe for use by many threads.
 */
final class Batches {
  private static final FolderState ANYWHERE = new FolderState("", "", 0);

  private final Writing writing;
  private final DeliveryJournal journal;
  private final Copies copies;
  private final Doubts doubts;

  /**
   * Items whose answer was lost, and which were not there afterwards. The server may have been at
   * work on them still, so they are looked for once more before they are sent again.
   */
  private final Set<Map.Entry<Place, ItemKey>> suspects = ConcurrentHashMap.newKeySet();

  Batches(Writing writing, DeliveryJournal journal, Copies copies, Doubts doubts) {
    this.writing = writing;
    this.journal = journal;
    this.copies = copies;
    this.doubts = doubts;
  }

  /** Writes a batch of one source folder; the futures of its items tell how it went. */
  void write(List<DeliveryQueue.Waiting> batch) throws StoreException {
    doubts.settleIfAny();
    List<DeliveryQueue.Waiting> open = withoutDelivered(batch);
    if (open.isEmpty()) {
      return;
    }
    DestinationFolder folder = open.get(0).folder();
    List<Delivery> deliveries = open.stream().map(DeliveryQueue.Waiting::delivery).toList();
    DeliveryJournal.Intent intent =
        doubts.begin(() -> journal.intend(folder, ANYWHERE, deliveries));
    Results results = new Results();
    Optional<StoreException> lost = send(folder, deliveries, results);
    if (lost.isPresent()) {
      // What became of some of it is not known, so nothing of it is settled.
      doubts.left(intent);
      open.forEach(waiting -> waiting.future().completeExceptionally(lost.get()));
      return;
    }
    try {
      journal.settle(intent, new HashMap<>(results.delivered()));
    } finally {
      doubts.end(intent);
    }
    for (DeliveryQueue.Waiting waiting : open) {
      ItemKey key = waiting.delivery().item().key();
      if (results.delivered().containsKey(key)) {
        waiting.future().complete(results.delivered().get(key));
      } else {
        waiting.future().completeExceptionally(results.reason(key));
      }
    }
  }

  /** Sends all; tells why some may be written or not, where that can't be found out. */
  private Optional<StoreException> send(
      DestinationFolder folder, List<Delivery> deliveries, Results results) {
    try {
      List<Delivery> missing = withoutFound(folder, deliveries, results);
      writing.write(folder, missing, results);
      List<Delivery> unsure = results.unsure(missing);
      if (!unsure.isEmpty()) {
        Map<ItemKey, Delivered> found = find(folder, unsure);
        for (Delivery delivery : unsure) {
          Delivered copy = found.get(delivery.item().key());
          if (copy == null) {
            results.notThere(delivery);
            suspects.add(suspect(delivery));
          } else {
            results.there(delivery, copy);
          }
        }
      }
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new FatalException("Writing to Exchange failed: " + e, e));
    }
  }

  private List<Delivery> withoutFound(
      DestinationFolder folder, List<Delivery> deliveries, Results results) throws StoreException {
    List<Delivery> again =
        deliveries.stream().filter(delivery -> suspects.remove(suspect(delivery))).toList();
    if (again.isEmpty()) {
      return deliveries;
    }
    Map<ItemKey, Delivered> found = find(folder, again);
    List<Delivery> missing = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Delivered copy = found.get(delivery.item().key());
      if (copy == null) {
        missing.add(delivery);
      } else {
        results.delivered(delivery, copy);
      }
    }
    return missing;
  }

  private Map<ItemKey, Delivered> find(DestinationFolder folder, List<Delivery> deliveries)
      throws StoreException {
    FolderPath from = deliveries.get(0).item().folder();
    return copies.find(folder, from, deliveries.stream().map(Delivery::trace).toList());
  }

  private static Map.Entry<Place, ItemKey> suspect(Delivery delivery) {
    return Map.entry(delivery.item().place(), delivery.item().key());
  }

  /** After doubts were settled, some items may prove to be delivered already. */
  private List<DeliveryQueue.Waiting> withoutDelivered(List<DeliveryQueue.Waiting> batch) {
    if (!doubts.settledAny()) {
      return batch;
    }
    List<DeliveryQueue.Waiting> open = new ArrayList<>();
    for (DeliveryQueue.Waiting waiting : batch) {
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
