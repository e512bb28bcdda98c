package io.mailtrek.store;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Makes a content of bytes that come one after the other, as many as there may be: they stay where
 * they were written, and are never copied into one array. For one thread.
 */
public final class ContentParts extends OutputStream {
  /**
   * With its header a fourth of a megabyte: collectors of garbage that divide a heap waste none.
   */
  private static final int PART = 256 * 1024 - 64;

  private static final int FIRST = 16 * 1024;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] part = new byte[FIRST];
  private int used;

  @Override
  public void write(int b) {
    if (used == part.length) {
      grow();
    }
    part[used++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int done = 0;
    while (done < length) {
      if (used == part.length) {
        grow();
      }
      int count = Math.min(length - done, part.length - used);
      System.arraycopy(bytes, offset + done, part, used, count);
      used += count;
      done += count;
    }
  }

  private void grow() {
    if (part.length < PART) {
      part = Arrays.copyOf(part, Math.min(PART, part.length * 2));
      return;
    }
    if ((full.size() + 2L) * PART > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a content has more than " + full.size() * (long) PART + " bytes");
    }
    full.add(part);
    part = new byte[PART];
    used = 0;
  }

  /** All that was written; nothing more may be. */
  public Content content() {
    if (!full.isEmpty()) {
      full.add(Arrays.copyOf(part, used));
      return Content.ofParts(full);
    }
    return used < part.length / 4 * 3
        ? Content.of(Arrays.copyOf(part, used))
        : new Content(part, 0, used);
  }
}
