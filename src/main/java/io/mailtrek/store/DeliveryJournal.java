package io.mailtrek.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a destination session writes what it is about to send and what became of it, so that a
 * crash between the two leaves a list of the items in doubt. All methods return when the record is
 * durable. Safe for use by many threads.
 */
public interface DeliveryJournal {

  /**
   * Records that a batch is about to be sent.
   *
   * @param folder the folder at the destination
   * @param since the destination folder as it was before the batch: copies have ids from its {@link
   *     FolderState#next} on
   */
  Intent intend(DestinationFolder folder, FolderState since, List<Delivery> batch);

  /**
   * Records what became of a batch, and forgets the intent. What is not in {@code delivered} is
   * given back: it was not written.
   */
  void settle(Intent intent, Map<ItemKey, Delivered> delivered);

  /** The batches of this mailbox that were sent and not settled, the oldest first. */
  List<Intent> inDoubt();

  /**
   * What is recorded of an item that was delivered, to answer a second delivery of the same item
   * without a second copy.
   */
  Optional<Delivered> delivered(Item item);

  /** Which of some destination ids are recorded as those of the copies of any items. */
  Set<String> copies(Set<String> destinationIds);

  /**
   * A batch that was about to be sent.
   *
   * @param id the journal's own number for it
   * @param sourceFolder the source folder of all its items
   * @param folder the destination folder
   * @param since see {@link #intend}
   * @param traces the items
   */
  record Intent(
      long id,
      FolderPath sourceFolder,
      DestinationFolder folder,
      FolderState since,
      List<Trace> traces) {}
}
