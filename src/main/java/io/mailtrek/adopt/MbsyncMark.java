package io.mailtrek.adopt;

import io.mailtrek.store.Content;

/**
 * The header line by which mbsync finds its copies again. It makes a new one in each copy, in place
 * of an older one, and leaves it there.
 */
final class MbsyncMark {
  /** How much longer a copy is than a message without a mark. */
  static final int BYTES = "X-TUID: 0123456789ab\r\n".length();

  private static final String NAME = "x-tuid:";

  private MbsyncMark() {}

  /** The message without its first mark, if it has one. */
  static Content removed(Content message) {
    int line = 0;
    while (line < message.size() && !isBlank(message, line)) {
      int next = nextLine(message, line);
      if (isMark(message, line)) {
        byte[] bytes = message.toByteArray();
        System.arraycopy(bytes, next, bytes, line, bytes.length - next);
        return new Content(bytes, 0, bytes.length - (next - line));
      }
      line = next;
    }
    return message;
  }

  private static boolean isBlank(Content content, int line) {
    return content.at(line) == '\n' || content.at(line) == '\r';
  }

  private static boolean isMark(Content content, int line) {
    for (int i = 0; i < NAME.length(); i++) {
      if (line + i >= content.size()
          || Character.toLowerCase((char) content.at(line + i)) != NAME.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(Content content, int start) {
    int i = start;
    while (i < content.size() && content.at(i) != '\n') {
      i++;
    }
    return Math.min(i + 1, content.size());
  }
}
