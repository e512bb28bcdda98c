package io.mailtrek.camel;

import io.mailtrek.ledger.MailboxLedger.Migrated;
import io.mailtrek.store.Item;
import io.mailtrek.store.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a mailbox a pass moves at most: so many items a folder, so many bytes in all. What
 * passes of its type have moved before counts, so that the sample grows no larger when it is taken
 * again. Each folder may use an equal part of the bytes that the folders before it have left, or
 * the first would use up all. Safe for use by many threads.
 */
final class Sample {
  /** What an item that has no room in the sample is counted under. */
  static final String FILTER = "limit";

  private final long itemsPerFolder;
  private final Map<Place, Long> items = new HashMap<>();
  private final Map<Place, Long> shares = new HashMap<>();
  private long bytes;
  private int foldersLeft;

  /**
   * @param itemsPerFolder 0 for no limit
   * @param bytes 0 for no limit
   * @param before what was moved before, by folder
   * @param folders how many folders there are to take from
   */
  Sample(int itemsPerFolder, long bytes, Map<Place, Migrated> before, int folders) {
    this.itemsPerFolder = itemsPerFolder == 0 ? Long.MAX_VALUE : itemsPerFolder;
    this.bytes =
        bytes == 0
            ? Long.MAX_VALUE
            : bytes - before.values().stream().mapToLong(Migrated::bytes).sum();
    this.foldersLeft = Math.max(1, folders);
    before.forEach((folder, sum) -> items.put(folder, sum.items()));
  }

  /** Takes an item into the sample; false when there is no room for it. */
  synchronized boolean take(Item item) {
    Place folder = item.place();
    long taken = items.getOrDefault(folder, 0L);
    if (taken >= itemsPerFolder) {
      return false;
    }
    long share = shares.computeIfAbsent(folder, begun -> bytes / Math.max(1, foldersLeft--));
    if (item.size() > share) {
      return false;
    }
    items.put(folder, taken + 1);
    move(folder, -item.size());
    return true;
  }

  /** Gives the room of an item back that was taken and not delivered. */
  synchronized void giveBack(Item item) {
    items.merge(item.place(), -1L, Long::sum);
    move(item.place(), item.size());
  }

  private void move(Place folder, long size) {
    bytes += size;
    shares.merge(folder, size, Long::sum);
  }
}
