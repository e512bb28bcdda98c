package io.mailtrek.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts one way of an IMAP connection into commands or responses: a line, and as long as it ends in
 * a literal (RFC 9051 §4.3) that literal and the line behind it.
 */
final class ImapFrames {
  private static final int BUFFER = 1 << 16;
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,10})(\\+?)}$");

  private final InputStream in;
  private final boolean fromClient;

  /**
   * @param fromClient whether a literal without {@code +} is sent only after the other side agreed
   */
  ImapFrames(InputStream in, boolean fromClient) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.fromClient = fromClient;
  }

  /**
   * Bytes that belong together.
   *
   * @param bytes as they came
   * @param firstLine the line that they begin with, without its end
   * @param last false when the rest, a literal, waits for consent
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
  record Frame(byte[] bytes, String firstLine, boolean last) {
    /** What stands before the first space. */
    String firstWord() {
      int space = firstLine.indexOf(' ');
      return space < 0 ? firstLine : firstLine.substring(0, space);
    }
  }

  /** The next frame; empty at the end of the connection, also in the middle of a frame. */
  Optional<Frame> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Optional<String> firstLine = Optional.empty();
    while (true) {
      int begin = bytes.size();
      if (!readLine(bytes)) {
        return Optional.empty();
      }
      String line =
          new String(bytes.toByteArray(), begin, bytes.size() - begin, StandardCharsets.ISO_8859_1)
              .stripTrailing();
      firstLine = firstLine.or(() -> Optional.of(line));
      Matcher literal = LITERAL.matcher(line);
      if (!literal.find()) {
        return Optional.of(new Frame(bytes.toByteArray(), firstLine.get(), true));
      }
      if (fromClient && literal.group(2).isEmpty()) {
        return Optional.of(new Frame(bytes.toByteArray(), firstLine.get(), false));
      }
      int length = Integer.parseInt(literal.group(1));
      byte[] content = in.readNBytes(length);
      if (content.length < length) {
        return Optional.empty();
      }
      bytes.writeBytes(content);
    }
  }

  /** Whether something more has come already. */
  boolean more() throws IOException {
    return in.available() > 0;
  }

  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    int c;
    do {
      c = in.read();
      if (c < 0) {
        return false;
      }
      line.write(c);
    } while (c != '\n');
    return true;
  }
}
