package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/** A content in base64, encoded while it is read, so that it is never there twice. */
final class Base64Stream extends InputStream {
  /** A multiple of three, so that only the last part is padded. */
  private static final int PART = 3 * 8192;

  private final InputStream in;

  /** Made when the first byte is read: many contents wait for their turn in one request. */
  private byte[] raw = {};

  private byte[] encoded = {};
  private int next;
  private int end;

  Base64Stream(Content content) {
    in = content.stream();
  }

  /** How many characters it has. */
  static long length(Content content) {
    return (content.size() + 2L) / 3 * 4;
  }

  @Override
  public int read() throws IOException {
    return fill() ? encoded[next++] : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(encoded, next, bytes, offset, count);
    next += count;
    return count;
  }

  @Override
  public void close() {
    raw = new byte[0];
    encoded = new byte[0];
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    if (raw.length == 0) {
      raw = new byte[PART];
      encoded = new byte[PART / 3 * 4];
    }
    int count = in.readNBytes(raw, 0, PART);
    next = 0;
    end =
        count == PART
            ? Base64.getEncoder().encode(raw, encoded)
            : Base64.getEncoder().encode(Arrays.copyOf(raw, count), encoded);
    return end > 0;
  }
}
