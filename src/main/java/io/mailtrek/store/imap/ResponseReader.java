package io.mailtrek.store.imap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ResponseInputStream;

/**
 * Reads one response after the other (RFC 9051 §7): a line, and where it ends in the announcement
 * of a literal (RFC 9051 §4.3), the literal and the line behind it. What a server announces takes
 * memory only as it arrives. For one thread.
 */
final class ResponseReader extends ResponseInputStream {
  /** A SEARCH response with some millions of UIDs is the longest that makes sense. */
  private static final int LONGEST_LINE = 64 << 20;

  /** An array can't be larger; some JVMs need a few bytes for themselves. */
  private static final int LARGEST = Integer.MAX_VALUE - 64;

  private static final int SMALL = 128;

  /** Literals up to this size get their memory at once. */
  private static final int PIECE = 8 << 20;

  /** A number of eleven digits is more than an array can hold. */
  private static final int MOST_DIGITS = 10;

  private final InputStream in;
  private byte[] buffer;
  private int size;

  ResponseReader(InputStream in) {
    super(in);
    this.in = in;
  }

  /** What came is no response; nothing more can be read then. */
  static final class NotImapException extends IOException {
    private static final long serialVersionUID = 1;

    NotImapException(String message) {
      super(message);
    }
  }

  @Override
  public ByteArray readResponse(ByteArray unused) throws IOException {
    buffer = new byte[SMALL];
    size = 0;
    do {
      readLine();
    } while (readLiteral());
    ByteArray response = new ByteArray(buffer, 0, size);
    buffer = null;
    return response;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  private void readLine() throws IOException {
    int longest = size > LARGEST - LONGEST_LINE ? LARGEST : size + LONGEST_LINE;
    int last = 0;
    for (int next = in.read(); ; next = in.read()) {
      if (next < 0) {
        throw dropped();
      }
      if (size == longest) {
        throw new NotImapException("a line without an end");
      }
      if (size == buffer.length) {
        grow(Math.min((long) size + Math.min(size, PIECE), longest));
      }
      buffer[size++] = (byte) next;
      if (next == '\n' && last == '\r') {
        return;
      }
      last = next;
    }
  }

  /** Reads the literal that the last line announces; false when it announces none. */
  private boolean readLiteral() throws IOException {
    int end = size - 3;
    int start = end - 1;
    if (end < 0 || buffer[end] != '}') {
      return false;
    }
    while (start >= 0 && buffer[start] >= '0' && buffer[start] <= '9') {
      start--;
    }
    if (start < 0 || buffer[start] != '{' || start == end - 1 || isStatus()) {
      return false;
    }
    String digits = new String(buffer, start + 1, end - start - 1, StandardCharsets.US_ASCII);
    long rest = digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    if (rest > LARGEST - size) {
      throw new NotImapException("a literal of " + digits + " bytes");
    }
    while (rest > 0) {
      if (size == buffer.length || rest > buffer.length - size) {
        grow(size + Math.min(rest + SMALL, Math.max(size, PIECE)));
      }
      int count = in.read(buffer, size, (int) Math.min(rest, buffer.length - size));
      if (count < 0) {
        throw dropped();
      }
      size += count;
      rest -= count;
    }
    return true;
  }

  /**
   * Whether it is a status response (RFC 9051 §7.1), which ends with words for people: these may
   * look like a literal, as where they name a folder called {@code {10}}.
   */
  private boolean isStatus() {
    if (buffer[0] != '*') {
      return true;
    }
    String start = new String(buffer, 0, Math.min(size, 6), StandardCharsets.US_ASCII);
    return start.matches("(?is)\\* ((OK|NO|BAD|BYE)\\b.*|PREA)");
  }

  private void grow(long wanted) {
    byte[] larger = new byte[(int) Math.min(wanted, LARGEST)];
    System.arraycopy(buffer, 0, larger, 0, size);
    buffer = larger;
  }

  private static IOException dropped() {
    return new IOException("the server closed it");
  }
}
