package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Batches that were sent and not settled, by a run that was killed or when the server could not be
 * asked any more. An item of one was written when there is a resource of its name: nobody else
 * gives resources such names. Safe for use by many threads.
 */
final class Doubts {
  private final DavClient client;
  private final DestinationCollections collections;
  private final DeliveryJournal journal;

  /** The batches that are being sent; guarded by this. */
  private final Set<Long> underWay = new HashSet<>();

  private volatile boolean left;
  private volatile boolean settledAny;

  Doubts(DavClient client, DestinationCollections collections, DeliveryJournal journal) {
    this.client = client;
    this.collections = collections;
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

  /** Settles all that is in doubt and of DAV. */
  synchronized void settle() throws StoreException {
    List<Intent> intents =
        journal.inDoubt().stream()
            .filter(intent -> DavStore.TYPES.contains(intent.folder().itemType()))
            .filter(intent -> !underWay.contains(intent.id()))
            .toList();
    for (Intent intent : intents) {
      Map<ItemKey, Delivered> found = new HashMap<>();
      for (Trace trace : intent.traces()) {
        look(intent.folder(), intent.sourceFolder(), trace)
            .ifPresent(copy -> found.put(trace.key(), copy));
      }
      journal.settle(intent, found);
      settledAny = true;
    }
    left = false;
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
