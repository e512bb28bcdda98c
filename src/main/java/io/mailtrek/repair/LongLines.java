package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;

/**
 * Lines of more than 998 characters. They are broken behind a space where there is one, otherwise
 * between two characters. In the header the new line begins with a space, which makes it a
 * continuation.
 */
final class LongLines {
  private static final int LONGEST = 998;

  private LongLines() {}

  static Content fold(Content message) {
    if (!hasAny(message)) {
      return message;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.size() + message.size() / 500);
    boolean header = true;
    int start = 0;
    while (start < message.size()) {
      int end = lineEnd(message, start);
      header &= end > start;
      writeLine(message, start, end, header, out);
      start = end;
      while (start < message.size() && start < end + 2 && isLineEnd(message.at(start))) {
        byte b = message.at(start++);
        out.write(b);
        if (b == '\n') {
          break;
        }
      }
    }
    return Content.of(out.toByteArray());
  }

  private static boolean hasAny(Content message) {
    int length = 0;
    for (int i = 0; i < message.size(); i++) {
      length = isLineEnd(message.at(i)) ? 0 : length + 1;
      if (length > LONGEST) {
        return true;
      }
    }
    return false;
  }

  private static void writeLine(
      Content message, int start, int end, boolean header, ByteArrayOutputStream out) {
    int from = start;
    int room = LONGEST;
    while (end - from > room) {
      int to = breakAt(message, from, from + room);
      write(message, from, to, out);
      out.write('\r');
      out.write('\n');
      if (header && !isSpace(message.at(to))) {
        out.write(' ');
      }
      room = header ? LONGEST - 1 : LONGEST;
      from = to;
    }
    write(message, from, end, out);
  }

  /**
   * Behind the last space in the second half of the line, and never within a character of UTF-8.
   */
  private static int breakAt(Content message, int from, int limit) {
    for (int i = limit; i > from + LONGEST / 2; i--) {
      if (isSpace(message.at(i - 1))) {
        return i;
      }
    }
    int to = limit;
    while (to > limit - 4 && (message.at(to) & 0xc0) == 0x80) {
      to--;
    }
    return to;
  }

  private static void write(Content message, int from, int to, ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      out.write(message.at(i));
    }
  }

  private static int lineEnd(Content message, int start) {
    int end = start;
    while (end < message.size() && !isLineEnd(message.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
