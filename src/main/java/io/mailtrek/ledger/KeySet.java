package io.mailtrek.ledger;

import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import java.util.HashSet;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keys of one folder. Those that are unsigned 32 bit numbers, as IMAP UIDs are (RFC 9051, section
 * 2.3.1.1), take a few bits each. Safe for use by many threads.
 */
final class KeySet implements KnownItems {
  private static final long LARGEST = 0xFFFF_FFFFL;
  private static final int MOST_DIGITS = 10;

  private final RoaringBitmap numbers = new RoaringBitmap();
  private final Set<String> others = new HashSet<>();

  /** Adds a key; false when it was there. */
  synchronized boolean add(String key) {
    long number = number(key);
    return number < 0 ? others.add(key) : numbers.checkedAdd((int) number);
  }

  synchronized boolean isEmpty() {
    return numbers.isEmpty() && others.isEmpty();
  }

  @Override
  public synchronized boolean contains(ItemKey key) {
    long number = number(key.value());
    return number < 0 ? others.contains(key.value()) : numbers.contains((int) number);
  }

  @Override
  public synchronized boolean contains(long key) {
    return (key >= 0 && key <= LARGEST)
        ? numbers.contains((int) key)
        : others.contains(Long.toString(key));
  }

  /** The number that the text is the usual form of, or -1. */
  private static long number(String text) {
    int length = text.length();
    if (length > MOST_DIGITS || (text.charAt(0) == '0' && length > 1)) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number <= LARGEST ? number : -1;
  }
}
