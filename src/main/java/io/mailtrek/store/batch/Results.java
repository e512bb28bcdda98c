package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What became of the items of a batch. Safe for use by many threads. */
public final class Results {
  private final Map<ItemKey, Delivered> delivered = new ConcurrentHashMap<>();
  private final Map<ItemKey, StoreException> failed = new ConcurrentHashMap<>();
  private final Map<ItemKey, StoreException> unsure = new ConcurrentHashMap<>();

  /** It is at the destination. */
  public void delivered(Delivery delivery, Delivered copy) {
    delivered.put(key(delivery), copy);
  }

  /** It is not. */
  public void failed(Delivery delivery, StoreException reason) {
    failed.put(key(delivery), reason);
  }

  /** It may be there or not: the answer was lost. */
  public void unsure(Delivery delivery, StoreException reason) {
    unsure.put(key(delivery), reason);
  }

  /** Those of some whose answer was lost. */
  public List<Delivery> unsure(List<Delivery> batch) {
    return batch.stream().filter(delivery -> unsure.containsKey(key(delivery))).toList();
  }

  /** It was found out that it is not there. */
  public void notThere(Delivery delivery) {
    failed(delivery, unsure.remove(key(delivery)));
  }

  /** It was found out that it is there. */
  public void there(Delivery delivery, Delivered copy) {
    unsure.remove(key(delivery));
    delivered(delivery, copy);
  }

  /** The copies. */
  Map<ItemKey, Delivered> delivered() {
    return Map.copyOf(delivered);
  }

  /** Why an item is not there. */
  StoreException reason(ItemKey key) {
    return failed.get(key);
  }

  private static ItemKey key(Delivery delivery) {
    return delivery.item().key();
  }
}
