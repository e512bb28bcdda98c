package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import java.util.Arrays;

/**
 * Makes a content of base64 that comes in parts. Blanks and line breaks in it count for nothing.
 * For one thread.
 */
final class Base64Text {
  private static final byte[] VALUES = values();

  private final ContentParts bytes = new ContentParts();
  private int bits;
  private int bitCount;
  private long characters;
  private int padding;
  private boolean broken;

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
  void add(char[] text, int offset, int length) {
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
          bytes.write(bits >> bitCount);
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

  /** All that was added; nothing more may be. */
  Content content() {
    return bytes.content();
  }
}
