package io.mailtrek.store.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Many item ids in little room: those of one folder begin alike, and what differs is kept in one
 * array. A folder may have a million items.
 */
final class IdList {
  private byte[] first = {};
  private byte[] bytes = new byte[1 << 10];
  private int[] ends = new int[64];
  private int count;

  /** A hash table of indexes, each one more than it is; made for the first question. */
  private int[] slots = {};

  private int hashed;

  /** Puts an id at the end. */
  void add(String id) {
    byte[] all = id.getBytes(StandardCharsets.UTF_8);
    if (count == 0) {
      first = all;
    }
    int shared = Math.min(255, shared(all));
    int from = end(count - 1);
    int length = 1 + all.length - shared;
    if (from + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(from + length, bytes.length + bytes.length / 2));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + count / 2);
    }
    bytes[from] = (byte) shared;
    System.arraycopy(all, shared, bytes, from + 1, length - 1);
    ends[count++] = from + length;
  }

  /** How many there are. */
  int size() {
    return count;
  }

  /** The id at an index, counted from 0. */
  String get(int index) {
    int from = end(index - 1);
    int shared = bytes[from] & 0xff;
    int rest = ends[index] - from - 1;
    byte[] all = Arrays.copyOf(first, shared + rest);
    System.arraycopy(bytes, from + 1, all, shared, rest);
    return new String(all, StandardCharsets.UTF_8);
  }

  /** Whether an id is among them. */
  boolean contains(String id) {
    hash();
    return slots[slot(id)] != 0;
  }

  private void hash() {
    if (slots.length < 2 * count + 2) {
      slots = new int[Integer.highestOneBit(count + 1) * 4];
      hashed = 0;
    }
    for (; hashed < count; hashed++) {
      slots[slot(get(hashed))] = hashed + 1;
    }
  }

  /** Where an id is in the table, or would be. */
  private int slot(String id) {
    int slot = ((id.hashCode() * 0x9E3779B9) >>> 8) & (slots.length - 1);
    while (slots[slot] != 0 && !get(slots[slot] - 1).equals(id)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int end(int index) {
    return index < 0 ? 0 : ends[index];
  }

  private int shared(byte[] all) {
    int mismatch = Arrays.mismatch(first, all);
    return mismatch < 0 ? all.length : mismatch;
  }
}
