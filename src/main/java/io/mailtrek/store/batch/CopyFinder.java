package io.mailtrek.store.batch;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.util.List;
import java.util.Map;

/** How a store finds what it may have written. Safe for use by many threads. */
public interface CopyFinder {

  /** Whether a batch is one that this store has sent. */
  boolean owns(Intent intent);

  /**
   * Those of some items that are there.
   *
   * @param from their folder at the source
   * @param traces the items as they were delivered
   */
  Map<ItemKey, Delivered> find(DestinationFolder folder, FolderPath from, List<Trace> traces)
      throws StoreException;
}
