package io.mailtrek.store.exchange;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the items of a batch. For one thread. */
final class Results {
  private final Map<ItemKey, Delivered> delivered = new HashMap<>();
  private final Map<ItemKey, StoreException> failed = new HashMap<>();
  private final Map<ItemKey, StoreException> unsure = new HashMap<>();

  /** It is at the destination. */
  void delivered(Delivery delivery, Delivered copy) {
    delivered.put(key(delivery), copy);
  }

  /** It is not. */
  void failed(Delivery delivery, StoreException reason) {
    failed.put(key(delivery), reason);
  }

  /** It may be there or not: the answer was lost. */
  void unsure(Delivery delivery, StoreException reason) {
    unsure.put(key(delivery), reason);
  }

  /** Those of some whose answer was lost. */
  List<Delivery> unsure(List<Delivery> batch) {
    return batch.stream().filter(delivery -> unsure.containsKey(key(delivery))).toList();
  }

  /** It was found out that it is not there. */
  void notThere(Delivery delivery) {
    failed(delivery, unsure.remove(key(delivery)));
  }

  /** It was found out that it is there. */
  void there(Delivery delivery, Delivered copy) {
    unsure.remove(key(delivery));
    delivered(delivery, copy);
  }

  /** The copies. */
  Map<ItemKey, Delivered> delivered() {
    return delivered;
  }

  /** Why an item is not there. */
  StoreException reason(ItemKey key) {
    return failed.get(key);
  }

  private static ItemKey key(Delivery delivery) {
    return delivery.item().key();
  }
}
