package io.mailtrek.store.exchange;

import io.mailtrek.store.ItemKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the items of a session are known by. Safe for use by many threads. */
interface ItemNames {

  /** The item id itself, which needs no memory. */
  ItemNames OF_SOURCE =
      new ItemNames() {
        @Override
        public ItemKey key(String id) {
          return new ItemKey(id);
        }

        @Override
        public Optional<String> id(ItemKey key) {
          return Optional.of(key.value());
        }
      };

  /** Numbers, whose ids are remembered as they are listed. */
  static ItemNames ofDestination() {
    Map<ItemKey, String> ids = new ConcurrentHashMap<>();
    return new ItemNames() {
      @Override
      public ItemKey key(String id) {
        ItemKey key = Keys.ofCopy(id);
        ids.put(key, id);
        return key;
      }

      @Override
      public Optional<String> id(ItemKey key) {
        return Optional.ofNullable(ids.get(key));
      }
    };
  }

  /** The key of an item. */
  ItemKey key(String id);

  /** The id of a key that was given out. */
  Optional<String> id(ItemKey key);
}
