package io.mailtrek.store;

/** The items of one folder that were migrated before. Safe for use by many threads. */
public interface KnownItems {

  /** Nothing is known. */
  KnownItems NONE = key -> false;

  /** Whether the item with this key was migrated. */
  boolean contains(ItemKey key);

  /** The same for a numeric key, which need not be made into text for it. */
  default boolean contains(long key) {
    return contains(ItemKey.of(key));
  }
}
