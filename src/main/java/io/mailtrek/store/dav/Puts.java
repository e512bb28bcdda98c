package io.mailtrek.store.dav;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.batch.Results;
import io.mailtrek.store.batch.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the items of a batch, several at once. Safe for use by many threads. */
final class Puts implements Sender {
  private final Put put;
  private final WrittenItems written;
  private final Crew crew;

  Puts(Put put, WrittenItems written, Crew crew) {
    this.put = put;
    this.written = written;
    this.crew = crew;
  }

  @Override
  public void send(DestinationFolder folder, List<Delivery> batch, Results results)
      throws StoreException {
    List<Runnable> tasks = new ArrayList<>();
    Map<ItemKey, StoreException> lost = new ConcurrentHashMap<>();
    for (Delivery delivery : batch) {
      tasks.add(() -> write(folder, delivery, results, lost));
    }
    crew.run(tasks);
    Optional<StoreException> first = lost.values().stream().findFirst();
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private void write(
      DestinationFolder folder,
      Delivery delivery,
      Results results,
      Map<ItemKey, StoreException> lost) {
    ItemKey key = delivery.item().key();
    try {
      results.delivered(delivery, put.write(folder, delivery));
    } catch (TransientException e) {
      resolve(folder, delivery, e, results, lost);
    } catch (StoreException e) {
      results.failed(delivery, e);
    } catch (RuntimeException e) {
      lost.put(key, new FatalException("Writing " + key + " failed: " + e, e));
    }
  }

  /** The server itself knows whether it has an item whose answer was lost. */
  private void resolve(
      DestinationFolder folder,
      Delivery delivery,
      TransientException reason,
      Results results,
      Map<ItemKey, StoreException> lost) {
    try {
      Optional<Delivered> found = written.look(folder, delivery.item().folder(), delivery.trace());
      if (found.isPresent()) {
        results.delivered(delivery, found.get());
      } else {
        results.failed(delivery, reason);
      }
    } catch (StoreException | RuntimeException e) {
      lost.put(delivery.item().key(), reason);
    }
  }
}
