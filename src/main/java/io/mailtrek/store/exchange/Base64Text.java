package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a content of base64 that comes in parts. Blanks and line breaks in it count for nothing.
 * For one thread.
 */
final class Base64Text {
  private static final int FIRST = 16 * 1024;
  private static final int LARGEST = 4 * 1024 * 1024;

  /** From this size on it is likely that the rest of the answer is of this content. */
  private static final int LARGE = 16 * 1024 * 1024;

  private static final byte[] VALUES = values();

  private final List<byte[]> full = new ArrayList<>();
  private final long expected;
  private byte[] part = new byte[FIRST];
  private int used;
  private long size;
  private int bits;
  private int bitCount;
  private long characters;
  private int padding;
  private boolean broken;

  /**
   * @param expected how many bytes there can be at most; 0 when that is not known
   */
  Base64Text(long expected) {
    this.expected = expected;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Adds characters. */
  void add(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      int value = c < VALUES.length ? VALUES[c] : -1;
      if (value >= 0) {
        broken |= padding > 0;
        characters++;
        bits = bits << 6 | value;
        bitCount += 6;
        if (bitCount >= 8) {
          bitCount -= 8;
          put((byte) (bits >> bitCount));
        }
      } else if (c == '=') {
        padding++;
      } else if (c > ' ') {
        broken = true;
      }
    }
  }

  /** Whether what was added is all of it; else it broke off, or something else was put into it. */
  boolean whole() {
    return !broken && padding <= 2 && (characters + padding) % 4 == 0;
  }

  private void put(byte b) throws IOException {
    if (used == part.length) {
      grow();
    }
    part[used++] = b;
  }

  private void grow() throws IOException {
    full.add(part);
    size += used;
    used = 0;
    if (size + LARGEST > Integer.MAX_VALUE) {
      throw new XmlException("a content has more than " + size + " bytes");
    }
    if (size >= LARGE && expected > size) {
      part = joined((int) Math.min(expected, Integer.MAX_VALUE - LARGEST));
      used = (int) size;
      size = 0;
    } else {
      part = new byte[Math.min(LARGEST, part.length * 2)];
    }
  }

  /** All that was added. */
  Content content() {
    if (!full.isEmpty()) {
      full.add(Arrays.copyOf(part, used));
      size += used;
      return Content.of(joined((int) size));
    }
    return used < part.length / 4 * 3
        ? Content.of(Arrays.copyOf(part, used))
        : new Content(part, 0, used);
  }

  /** The parts in one array; each is given up once it is copied. */
  private byte[] joined(int length) {
    byte[] whole = new byte[length];
    int end = 0;
    for (int i = 0; i < full.size(); i++) {
      byte[] copied = full.set(i, new byte[0]);
      System.arraycopy(copied, 0, whole, end, copied.length);
      end += copied.length;
    }
    full.clear();
    return whole;
  }
}
