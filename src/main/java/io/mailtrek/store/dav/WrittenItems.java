package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.batch.CopyFinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds items that were written: one was when there is a resource of its name, because nobody else
 * gives resources such names. Safe for use by many threads.
 */
final class WrittenItems implements CopyFinder {
  private final DavClient client;
  private final DestinationCollections collections;

  WrittenItems(DavClient client, DestinationCollections collections) {
    this.client = client;
    this.collections = collections;
  }

  @Override
  public boolean owns(Intent intent) {
    return DavStore.TYPES.contains(intent.folder().itemType());
  }

  @Override
  public Map<ItemKey, Delivered> find(DestinationFolder folder, FolderPath from, List<Trace> traces)
      throws StoreException {
    Map<ItemKey, Delivered> found = new HashMap<>();
    for (Trace trace : traces) {
      look(folder, from, trace).ifPresent(copy -> found.put(trace.key(), copy));
    }
    return found;
  }

  /**
   * Whether an item is there.
   *
   * @param from its folder at the source
   * @param trace the item as it was delivered
   */
  Optional<Delivered> look(DestinationFolder folder, FolderPath from, Trace trace)
      throws StoreException {
    ItemKey key = trace.key();
    Optional<DavCollection> collection = collections.find(folder.path(), folder.itemType());
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    boolean card = folder.itemType() == ItemType.CONTACT;
    Href byUid = collection.get().href().child(Keys.resourceName(from, trace, true, card));
    Optional<Content> there = get(byUid, folder.path(), key);
    if (there
        .flatMap(content -> ItemScan.of(content).uid())
        .filter(key.value()::equals)
        .isPresent()) {
      return Optional.of(new Delivered(Keys.destinationId(byUid), true, 0));
    }
    Href byPlace = collection.get().href().child(Keys.resourceName(from, trace, false, card));
    return get(byPlace, folder.path(), key)
        .map(content -> new Delivered(Keys.destinationId(byPlace), true, 0));
  }

  private Optional<Content> get(Href href, FolderPath path, ItemKey key) throws StoreException {
    DavResponse answer = client.send(DavRequest.of("GET", client.at(href)));
    if (answer.status() >= 500) {
      throw DavErrors.of(client, answer, "Looking for " + key + " in " + path);
    }
    return answer.status() == 200 ? Optional.of(answer.content()) : Optional.empty();
  }
}
