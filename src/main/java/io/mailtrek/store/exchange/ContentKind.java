package io.mailtrek.store.exchange;

import io.mailtrek.store.StoreException;
import java.util.List;

/** A way in which contents are read. Safe for use by many threads. */
interface ContentKind {

  /** How many items are read together at most. */
  int most();

  /**
   * Reads some items, and completes each of them or fails it.
   *
   * @throws StoreException when nothing more can be read now; what is not complete fails with it
   */
  void read(List<ReadRequest> requests) throws StoreException;
}
