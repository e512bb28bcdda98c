package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The line {@code From sender date}, or {@code >From …}, before a message that came from a file.
 */
final class FromLine {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private FromLine() {}

  static Content remove(Content message) {
    int start = message.size() > 0 && message.at(0) == '>' ? 1 : 0;
    if (!isFromLine(message, start)) {
      return message;
    }
    int end = start;
    while (end < message.size() && message.at(end) != '\n') {
      end++;
    }
    byte[] bytes = message.toByteArray();
    return Content.of(Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length));
  }

  /** A header field may have a space before its colon, as in {@code From : anna}. */
  private static boolean isFromLine(Content message, int start) {
    for (int i = 0; i < FROM.length; i++) {
      if (start + i >= message.size() || message.at(start + i) != FROM[i]) {
        return false;
      }
    }
    int next = start + FROM.length;
    while (next < message.size() && message.at(next) == ' ') {
      next++;
    }
    return next >= message.size() || message.at(next) != ':';
  }
}
