package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes batches, each recorded as intended before, and settled in the journal when the server has
 * answered for all of it. Safe for use by many threads.
 */
public final class BatchWriter {
  /** Copies are found by what they are, wherever in the folder. */
  private static final FolderState ANYWHERE = new FolderState("", "", 0);

  private final Sender sender;
  private final DeliveryJournal journal;
  private final Doubts doubts;

  /**
   * @param doubts what is settled before a batch is sent
   */
  public BatchWriter(Sender sender, DeliveryJournal journal, Doubts doubts) {
    this.sender = sender;
    this.journal = journal;
    this.doubts = doubts;
  }

  /** Writes a batch; the futures of its items tell how it went. */
  void write(List<Waiting> batch) throws StoreException {
    doubts.settleIfAny();
    List<Waiting> open = withoutDelivered(batch);
    if (!open.isEmpty()) {
      deliver(open.get(0).folder(), open);
    }
  }

  private void deliver(DestinationFolder folder, List<Waiting> batch) {
    List<Delivery> deliveries = batch.stream().map(Waiting::delivery).toList();
    Intent intent = doubts.begin(() -> journal.intend(folder, ANYWHERE, deliveries));
    Results results = new Results();
    Optional<StoreException> lost = send(folder, deliveries, results);
    if (lost.isPresent()) {
      // What became of some of it is not known, so nothing of it is settled.
      doubts.left(intent);
      batch.forEach(waiting -> waiting.failed(lost.get()));
      return;
    }
    Map<ItemKey, Delivered> delivered = results.delivered();
    try {
      journal.settle(intent, delivered);
    } finally {
      doubts.end(intent);
    }
    for (Waiting waiting : batch) {
      if (delivered.containsKey(waiting.key())) {
        waiting.delivered(delivered.get(waiting.key()));
      } else {
        waiting.failed(results.reason(waiting.key()));
      }
    }
  }

  /** Sends all; tells why some may be written or not, where that can't be found out. */
  private Optional<StoreException> send(
      DestinationFolder folder, List<Delivery> batch, Results results) {
    try {
      sender.send(folder, batch, results);
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new FatalException("Writing to " + folder.path() + " failed: " + e, e));
    }
  }

  /** After doubts were settled, some items may prove to be delivered already. */
  private List<Waiting> withoutDelivered(List<Waiting> batch) {
    if (!doubts.settledAny()) {
      return batch;
    }
    List<Waiting> open = new ArrayList<>();
    for (Waiting waiting : batch) {
      Optional<Delivered> known = journal.delivered(waiting.delivery().item());
      if (known.isPresent()) {
        waiting.delivered(new Delivered(known.get().destinationId(), true, 0));
      } else {
        open.add(waiting);
      }
    }
    return open;
  }
}
