package io.mailtrek.store.batch;

import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.StoreException;
import java.util.List;

/** How a store sends a batch. Safe for use by many threads. */
@FunctionalInterface
public interface Sender {

  /**
   * Sends a batch, and waits until it is answered.
   *
   * @param batch items of one source folder
   * @param results is told what became of each item
   * @throws StoreException when it is not known what became of some of them, and can't be found out
   */
  void send(DestinationFolder folder, List<Delivery> batch, Results results) throws StoreException;
}
