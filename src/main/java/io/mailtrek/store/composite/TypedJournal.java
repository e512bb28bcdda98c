package io.mailtrek.store.composite;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The journal as one of several stores sees it. What is in doubt in the folders of another store is
 * not shown: it would find no copy there, and what was sent would be sent again.
 */
final class TypedJournal implements DeliveryJournal {
  private final DeliveryJournal journal;
  private final Set<ItemType> types;

  /**
   * @param types the types of the destination folders of the store
   */
  TypedJournal(DeliveryJournal journal, Set<ItemType> types) {
    this.journal = journal;
    this.types = types;
  }

  @Override
  public Intent intend(DestinationFolder folder, FolderState since, List<Delivery> batch) {
    return journal.intend(folder, since, batch);
  }

  @Override
  public void settle(Intent intent, Map<ItemKey, Delivered> delivered) {
    journal.settle(intent, delivered);
  }

  @Override
  public List<Intent> inDoubt() {
    return journal.inDoubt().stream()
        .filter(intent -> types.contains(intent.folder().itemType()))
        .toList();
  }

  @Override
  public Optional<Delivered> delivered(Item item) {
    return journal.delivered(item);
  }

  @Override
  public Set<String> copies(Set<String> destinationIds) {
    return journal.copies(destinationIds);
  }
}
