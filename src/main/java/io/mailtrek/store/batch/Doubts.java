package io.mailtrek.store.batch;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Batches that were sent and not settled, by a run that was killed or when the server could not be
 * asked any more. Safe for use by many threads.
 */
public final class Doubts {
  private final CopyFinder copies;
  private final DeliveryJournal journal;

  /** The batches that are being sent; guarded by this. */
  private final Set<Long> underWay = new HashSet<>();

  private volatile boolean left;
  private volatile boolean settledAny;

  /**
   * @param copies looks for what may have been written
   */
  public Doubts(CopyFinder copies, DeliveryJournal journal) {
    this.copies = copies;
    this.journal = journal;
  }

  /** Whether items may have been settled as delivered that are still to be delivered. */
  boolean settledAny() {
    return settledAny;
  }

  /** Records a batch that is to be sent, which is in nobody's doubt until it ends. */
  synchronized Intent begin(Supplier<Intent> record) {
    Intent intent = record.get();
    underWay.add(intent.id());
    return intent;
  }

  /** A batch is settled. */
  synchronized void end(Intent intent) {
    underWay.remove(intent.id());
  }

  /** A batch ended and can't be settled now. */
  synchronized void left(Intent intent) {
    underWay.remove(intent.id());
    left = true;
  }

  /** Settles what was left, if anything. */
  void settleIfAny() throws StoreException {
    if (left) {
      settle();
    }
  }

  /** Settles all that is in doubt and of this store. */
  public synchronized void settle() throws StoreException {
    List<Intent> intents =
        journal.inDoubt().stream()
            .filter(copies::owns)
            .filter(intent -> !underWay.contains(intent.id()))
            .toList();
    for (Intent intent : intents) {
      journal.settle(intent, copies.find(intent.folder(), intent.sourceFolder(), intent.traces()));
      settledAny = true;
    }
    left = false;
  }
}
