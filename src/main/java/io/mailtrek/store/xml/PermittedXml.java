package io.mailtrek.store.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * XML of a server that writes down whatever its items hold: characters which XML 1.0 §2.2 does not
 * permit, as they are or by number, become blanks, so that one odd subject does not make a whole
 * answer unreadable. For UTF-8. For one thread.
 */
public final class PermittedXml extends InputStream {
  /** {@code &#x} with up to six digits, some zeros before them, and the semicolon. */
  private static final int LONGEST_REFERENCE = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[16 * 1024];
  private int next;

  /** The end of what may be handed out; what is behind it may be half a reference. */
  private int ready;

  private int filled;
  private boolean ended;

  /** Reads from a stream. */
  public PermittedXml(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, ready - next);
    System.arraycopy(buffer, next, bytes, offset, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (next == ready && !(ended && next == filled)) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      filled -= next;
      next = 0;
      int count = ended ? -1 : in.read(buffer, filled, buffer.length - filled);
      ended |= count < 0;
      filled += Math.max(count, 0);
      ready = permit();
    }
    return next < ready;
  }

  /** Replaces what is not permitted, and tells where what is whole ends. */
  private int permit() {
    int i = 0;
    while (i < filled) {
      byte b = buffer[i];
      if (b == '&') {
        int end = end(i);
        if (end == filled && !ended && filled - i < LONGEST_REFERENCE) {
          return i;
        }
        permit(i, end);
        i = Math.max(end, i + 1);
      } else {
        if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
          buffer[i] = ' ';
        }
        i++;
      }
    }
    return filled;
  }

  /** Where the semicolon of a reference is; where it can't be one any more, or the bytes end. */
  private int end(int start) {
    int most = Math.min(filled, start + LONGEST_REFERENCE);
    int i = start + 1;
    while (i < most && (Character.isLetterOrDigit(buffer[i]) || buffer[i] == '#')) {
      i++;
    }
    return i;
  }

  private void permit(int start, int end) {
    if (end >= filled || buffer[end] != ';' || end - start < 3 || buffer[start + 1] != '#') {
      return;
    }
    boolean hex = buffer[start + 2] == 'x';
    int digits = start + (hex ? 3 : 2);
    String number = new String(buffer, digits, end - digits, StandardCharsets.US_ASCII);
    if (!number.matches(hex ? "[0-9A-Fa-f]+" : "[0-9]+")
        || XmlWriting.permitted(codePoint(number, hex))) {
      return;
    }
    int length = end - digits;
    String blank = length == 1 ? "9" : (hex ? "20" : "32");
    byte[] padded =
        ("0".repeat(length - blank.length()) + blank).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(padded, 0, buffer, digits, length);
  }

  private static int codePoint(String number, boolean hex) {
    long value = Long.parseLong(number, hex ? 16 : 10);
    return value > Character.MAX_CODE_POINT ? 0 : (int) value;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
