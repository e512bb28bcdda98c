package io.mailtrek.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The items of a folder that were migrated under another validity, by fingerprint. A hash table in
 * plain arrays, because there may be a million. For one thread at a time.
 */
final class FormerItems {
  private static final int END = -1;

  private final List<String> keys = new ArrayList<>();
  private long[] folders = new long[64];
  private long[] high = new long[64];
  private long[] low = new long[64];
  private int[] next = {};
  private int[] buckets = {};
  private int left;

  /**
   * An item where it was.
   *
   * @param folderId the folder under its former validity
   * @param key its former key
   */
  record Former(long folderId, String key) {}

  /** Adds an item; all are added before the first is taken. */
  void add(long folderId, String key, Fingerprint fingerprint) {
    int index = keys.size();
    if (index == high.length) {
      folders = Arrays.copyOf(folders, index * 2);
      high = Arrays.copyOf(high, index * 2);
      low = Arrays.copyOf(low, index * 2);
    }
    keys.add(key);
    folders[index] = folderId;
    high[index] = fingerprint.high();
    low[index] = fingerprint.low();
    left++;
  }

  /** Takes an item with this fingerprint that was not taken yet. */
  Optional<Former> take(Fingerprint fingerprint) {
    if (buckets.length == 0) {
      fillBuckets();
    }
    int bucket = bucket(fingerprint.high());
    int before = END;
    int index = buckets[bucket];
    while (index != END
        && !(high[index] == fingerprint.high() && low[index] == fingerprint.low())) {
      before = index;
      index = next[index];
    }
    if (index == END) {
      return Optional.empty();
    }
    if (before == END) {
      buckets[bucket] = next[index];
    } else {
      next[before] = next[index];
    }
    left--;
    return Optional.of(new Former(folders[index], keys.get(index)));
  }

  /** How many are not taken. */
  int left() {
    return left;
  }

  private void fillBuckets() {
    next = new int[keys.size()];
    buckets = new int[Integer.highestOneBit(Math.max(keys.size(), 1)) * 2];
    Arrays.fill(buckets, END);
    for (int index = keys.size() - 1; index >= 0; index--) {
      int bucket = bucket(high[index]);
      next[index] = buckets[bucket];
      buckets[bucket] = index;
    }
  }

  private int bucket(long hash) {
    return (int) hash & (buckets.length - 1);
  }
}
