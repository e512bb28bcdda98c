package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the items of a batch. Safe for use by many threads. */
public final class Results {
  private final Map<ItemKey, Delivered> delivered = new HashMap<>();
  private final Map<ItemKey, StoreException> failed = new HashMap<>();

  /** Those that may be there or not. */
  private final Map<ItemKey, StoreException> lost = new HashMap<>();

  private boolean closed;

  /** The server has it. */
  public synchronized void delivered(Delivery delivery, Delivered copy) {
    if (!closed) {
      delivered.put(key(delivery), copy);
    }
  }

  /** The server has it not. */
  public synchronized void failed(Delivery delivery, StoreException reason) {
    if (!closed) {
      failed.put(key(delivery), reason);
    }
  }

  /** The server may have it or not: its answer was lost. */
  public synchronized void lost(Delivery delivery, StoreException reason) {
    if (!closed) {
      lost.put(key(delivery), reason);
    }
  }

  /**
   * What comes from now on does not count.
   *
   * @param reason why nothing was told of some of the batch, which counts as lost
   */
  synchronized void close(List<Delivery> batch, StoreException reason) {
    closed = true;
    for (Delivery delivery : batch) {
      ItemKey key = key(delivery);
      if (!delivered.containsKey(key) && !failed.containsKey(key)) {
        lost.putIfAbsent(key, reason);
      }
    }
  }

  /** These were looked for. */
  synchronized void found(Map<ItemKey, Delivered> copies) {
    delivered.putAll(copies);
    lost.keySet().removeAll(copies.keySet());
  }

  /** What is still lost is not there. */
  synchronized void othersFailed() {
    failed.putAll(lost);
    lost.clear();
  }

  /** What was lost could not be looked for. */
  synchronized void notFoundOut(StoreException reason) {
    lost.replaceAll((key, before) -> reason);
  }

  /** The copies of those of some that the server has. */
  synchronized Map<ItemKey, Delivered> delivered(List<Delivery> some) {
    Map<ItemKey, Delivered> copies = new HashMap<>(delivered);
    copies.keySet().retainAll(some.stream().map(Results::key).toList());
    return copies;
  }

  /** Those of some that are still lost. */
  synchronized List<Delivery> lost(List<Delivery> some) {
    return some.stream().filter(this::lost).toList();
  }

  private boolean lost(Delivery delivery) {
    return lost.containsKey(key(delivery));
  }

  /** Tells those who wait for items of which it is known by now what became of them. */
  synchronized void tellKnown(List<Waiting> batch) {
    batch.stream().filter(waiting -> !lost(waiting.delivery())).forEach(this::tell);
  }

  /** Tells who waits for an item. */
  synchronized void tell(Waiting waiting) {
    ItemKey key = key(waiting.delivery());
    if (delivered.containsKey(key)) {
      waiting.delivered(delivered.get(key));
    } else {
      waiting.failed(lost.getOrDefault(key, failed.get(key)));
    }
  }

  private static ItemKey key(Delivery delivery) {
    return delivery.item().key();
  }
}
