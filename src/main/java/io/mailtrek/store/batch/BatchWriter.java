package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes batches, each recorded as intended before it is sent. What the server answers is settled
 * by that; what its answer was lost of is looked for, and where it is not found, it is looked for
 * again before it is sent again. Safe for use by many threads.
 */
public final class BatchWriter {
  private final Sender sender;
  private final DeliveryJournal journal;
  private final Doubts doubts;

  /**
   * @param doubts where the batches are recorded
   */
  public BatchWriter(Sender sender, DeliveryJournal journal, Doubts doubts) {
    this.sender = sender;
    this.journal = journal;
    this.doubts = doubts;
  }

  /** Writes a batch; the futures of its items tell how it went. */
  void write(List<Waiting> batch) throws StoreException {
    doubts.settle(batch.stream().map(Waiting::delivery).toList());
    List<Waiting> open = withoutDelivered(batch);
    if (!open.isEmpty()) {
      deliver(open.get(0).folder(), open);
    }
  }

  private void deliver(DestinationFolder folder, List<Waiting> batch) {
    List<Delivery> deliveries = batch.stream().map(Waiting::delivery).toList();
    Intent intent = doubts.begin(folder, deliveries);
    Results results = new Results();
    boolean sent = send(folder, deliveries, results);
    Optional<Intent> lost = doubts.settleAnswered(intent, deliveries, results);
    results.tellKnown(batch);
    if (lost.isPresent() && sent) {
      doubts.look(lost.get(), results.lost(deliveries), results);
    } else {
      lost.ifPresent(doubts::leave);
    }
    batch.forEach(results::tell);
  }

  /** Tells whether all was sent, so that the server can be asked for what was lost. */
  private boolean send(DestinationFolder folder, List<Delivery> batch, Results results) {
    String what = "Writing to " + folder.path();
    try {
      sender.send(folder, batch, results);
      results.close(batch, new FatalException(what + " ended without a result"));
      return true;
    } catch (StoreException e) {
      results.close(batch, e);
    } catch (RuntimeException | Error e) {
      results.close(batch, new FatalException(what + " failed: " + e, e));
    }
    return false;
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
