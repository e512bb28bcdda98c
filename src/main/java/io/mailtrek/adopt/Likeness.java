package io.mailtrek.adopt;

import io.mailtrek.store.Content;

/** How a message at the destination is like one at the source. Marks of mbsync do not count. */
enum Likeness {
  /** Something of the message is not in the other one. */
  OTHER,
  /** The same subject, sender, date and parts, see {@link MessageParts}. */
  SAME_PARTS,
  /**
   * All lines of its header are in the header of the other one, in their order, and what follows
   * the header is the same. The other one may have more lines, as tools and servers add them.
   */
  HOLDS_ALL,
  /** The same bytes. */
  SAME;

  static Likeness of(Content ofSource, Content ofDestination) {
    Content message = MbsyncMark.removed(ofSource);
    Content other = MbsyncMark.removed(ofDestination);
    if (message.endsLike(0, other, 0)) {
      return SAME;
    }
    int header = headerEnd(message);
    int otherHeader = headerEnd(other);
    if (message.endsLike(header, other, otherHeader)
        && holdsLines(message, header, other, otherHeader)) {
      return HOLDS_ALL;
    }
    return MessageParts.same(message, other) ? SAME_PARTS : OTHER;
  }

  /** Where the empty line begins that ends the header; the end of the message without one. */
  private static int headerEnd(Content content) {
    int start = 0;
    while (start < content.size() && lineEnd(content, start) > start) {
      start = nextLine(content, start);
    }
    return start;
  }

  private static boolean holdsLines(Content message, int header, Content other, int otherHeader) {
    int line = 0;
    int otherLine = 0;
    while (line < header) {
      if (otherLine >= otherHeader) {
        return false;
      }
      if (sameLine(message, line, other, otherLine)) {
        line = nextLine(message, line);
      }
      otherLine = nextLine(other, otherLine);
    }
    return true;
  }

  private static boolean sameLine(Content message, int line, Content other, int otherLine) {
    int length = lineEnd(message, line) - line;
    if (lineEnd(other, otherLine) - otherLine != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (message.at(line + i) != other.at(otherLine + i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the line that begins at {@code start} ends, without its line break. */
  private static int lineEnd(Content content, int start) {
    int next = nextLine(content, start);
    int end = next > start && content.at(next - 1) == '\n' ? next - 1 : next;
    return end > start && content.at(end - 1) == '\r' ? end - 1 : end;
  }

  private static int nextLine(Content content, int start) {
    int i = start;
    while (i < content.size() && content.at(i) != '\n') {
      i++;
    }
    return Math.min(i + 1, content.size());
  }
}
