package io.mailtrek.store.exchange;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Place;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.batch.Results;
import io.mailtrek.store.batch.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes batches, and looks for what the answer to was lost. Safe for use by many threads. */
final class Batches implements Sender {
  private final Writing writing;
  private final Copies copies;

  /**
   * Items whose answer was lost, and which were not there afterwards. The server may have been at
   * work on them still, so they are looked for once more before they are sent again.
   */
  private final Set<Map.Entry<Place, ItemKey>> suspects = ConcurrentHashMap.newKeySet();

  Batches(Writing writing, Copies copies) {
    this.writing = writing;
    this.copies = copies;
  }

  @Override
  public void send(DestinationFolder folder, List<Delivery> batch, Results results)
      throws StoreException {
    List<Delivery> missing = withoutFound(folder, batch, results);
    writing.write(folder, missing, results);
    List<Delivery> unsure = results.unsure(missing);
    if (unsure.isEmpty()) {
      return;
    }
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

  private List<Delivery> withoutFound(
      DestinationFolder folder, List<Delivery> batch, Results results) throws StoreException {
    List<Delivery> again =
        batch.stream().filter(delivery -> suspects.remove(suspect(delivery))).toList();
    if (again.isEmpty()) {
      return batch;
    }
    Map<ItemKey, Delivered> found = find(folder, again);
    List<Delivery> missing = new ArrayList<>();
    for (Delivery delivery : batch) {
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
}
