package io.mailtrek.store.dav;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the items of collections were found that somebody looked into, by their UIDs: for servers
 * that take the same UID twice. Safe for use by many threads.
 */
final class CopyPlaces {
  private final Map<String, Href> byUid = new ConcurrentHashMap<>();

  /** An item was found. */
  void add(DavCollection collection, ScannedItem item) {
    item.uid().ifPresent(uid -> byUid.put(place(collection, uid), item.href()));
  }

  /** Where an item is; empty when it was not found, or nobody looked. */
  Optional<Href> of(DavCollection collection, String uid) {
    return Optional.ofNullable(byUid.get(place(collection, uid)));
  }

  private static String place(DavCollection collection, String uid) {
    return collection.href().path() + "\n" + uid;
  }
}
