package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import java.util.concurrent.CompletableFuture;

/**
 * A delivery that waits.
 *
 * @param folder where it goes
 * @param future is told what became of it
 */
record Waiting(DestinationFolder folder, Delivery delivery, CompletableFuture<Delivered> future) {

  Waiting(DestinationFolder folder, Delivery delivery) {
    this(folder, delivery, new CompletableFuture<>());
  }

  /** What it is known by at the source. */
  ItemKey key() {
    return delivery.item().key();
  }

  /** A batch is of one folder at either side. */
  boolean fits(Waiting other) {
    return folder.place().equals(other.folder.place())
        && delivery.item().place().equals(other.delivery.item().place());
  }

  void delivered(Delivered copy) {
    future.complete(copy);
  }

  void failed(StoreException reason) {
    future.completeExceptionally(reason);
  }
}
