package io.mailtrek.adopt;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What is in one folder of the destination, by {@link Marks}. A hash table in plain arrays, 54
 * bytes a copy, because there may be a million. Copies are told by their slot: the number under
 * which they came in. All are added before the first is looked for. Safe for use by many threads.
 */
final class CopyIndex {
  private static final int END = -1;
  private static final int LEAST = 64;

  /** More are made room for when they come: a count that a server told may be wrong. */
  private static final int MOST_AT_FIRST = 1 << 20;

  private long[] keys;
  private int[] sizes;
  private long[] marks;
  private int count;

  private final BitSet named = new BitSet();
  private final BitSet discarded = new BitSet();
  private int[] next = {};
  private int[] buckets = {};
  private long[] hashes = {};

  /**
   * @param expected about how many copies there will be
   */
  CopyIndex(long expected) {
    int room = (int) Math.max(LEAST, Math.min(expected, MOST_AT_FIRST));
    keys = new long[room];
    sizes = new int[room];
    marks = new long[2 * room];
  }

  /**
   * Adds a copy.
   *
   * @param key its key there
   * @param size in bytes
   * @param hasMessageId whether it has a Message-ID
   */
  synchronized void add(long key, long size, Marks both, boolean hasMessageId) {
    if (count == keys.length) {
      int room = count + count / 2;
      keys = Arrays.copyOf(keys, room);
      sizes = Arrays.copyOf(sizes, room);
      marks = Arrays.copyOf(marks, 2 * room);
    }
    keys[count] = key;
    sizes[count] = (int) Math.min(size, Integer.MAX_VALUE);
    marks[2 * count] = both.first();
    marks[2 * count + 1] = both.second();
    named.set(count, hasMessageId);
    count++;
  }

  /** The slots of the copies with a mark that are not discarded, ascending. */
  synchronized int[] with(long mark) {
    if (buckets.length == 0) {
      fillBuckets();
    }
    int[] found = new int[2];
    int size = 0;
    for (int entry = buckets[bucket(mark)]; entry != END; entry = next[entry]) {
      if (marks[entry] == mark && !discarded.get(entry / 2)) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = entry / 2;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** The key of a copy at the destination. */
  synchronized long key(int slot) {
    return keys[slot];
  }

  /** The size of a copy in bytes. */
  synchronized long size(int slot) {
    return sizes[slot];
  }

  /** The hash of the content of a copy, as far as it was {@link #read}; else 0. */
  synchronized long hash(int slot) {
    return hashes.length == 0 ? 0 : hashes[slot];
  }

  /** Keeps the hash of the content of a copy. */
  synchronized void read(int slot, long hash) {
    if (hashes.length == 0) {
      hashes = new long[count];
    }
    hashes[slot] = hash;
  }

  /** Finds a copy no more. */
  synchronized void discard(int slot) {
    discarded.set(slot);
  }

  /** Finds copies without a Message-ID no more. */
  synchronized void discardNameless() {
    BitSet nameless = (BitSet) named.clone();
    nameless.flip(0, count);
    discarded.or(nameless);
  }

  private void fillBuckets() {
    next = new int[2 * count];
    buckets = new int[Integer.highestOneBit(Math.max(2 * count, 1)) * 2];
    Arrays.fill(buckets, END);
    for (int entry = 2 * count - 1; entry >= 0; entry--) {
      int bucket = bucket(marks[entry]);
      next[entry] = buckets[bucket];
      buckets[bucket] = entry;
    }
  }

  private int bucket(long mark) {
    return (int) (mark ^ (mark >>> 32)) & (buckets.length - 1);
  }
}
