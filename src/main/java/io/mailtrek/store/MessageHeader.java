package io.mailtrek.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of a message (RFC 5322), read byte by byte and with tolerance: for bare line feeds,
 * 8-bit characters, a missing end and what is no header line.
 */
public final class MessageHeader {
  /** Longer values are cut; the longest line that a message may have. */
  private static final int LONGEST = 998;

  private final Content content;

  private MessageHeader(Content content) {
    this.content = content;
  }

  /** The header at the start of a message; nothing is read yet. */
  public static MessageHeader of(Content content) {
    return new MessageHeader(content);
  }

  /** The value of the first Message-ID line; empty when there is none. */
  public Optional<String> messageId() {
    return value("Message-ID");
  }

  /**
   * The value of the first line with a name: unfolded, trimmed, without control characters, its
   * bytes taken as ISO 8859-1, cut after 998 characters; empty when there is none or it is blank.
   */
  public Optional<String> value(String name) {
    int start = 0;
    while (start < content.size() && !blankLine(start)) {
      int value = valueStart(start, name);
      if (value >= 0) {
        return unfold(value);
      }
      start = nextLine(start);
    }
    return Optional.empty();
  }

  private boolean blankLine(int start) {
    byte first = content.at(start);
    return first == '\n'
        || (first == '\r' && start + 1 < content.size() && content.at(start + 1) == '\n');
  }

  private int nextLine(int start) {
    int i = start;
    while (i < content.size() && content.at(i) != '\n') {
      i++;
    }
    return i + 1;
  }

  /** Where the value begins when the line has this name, else -1. */
  private int valueStart(int start, String name) {
    int i = start;
    for (int n = 0; n < name.length(); n++, i++) {
      if (i >= content.size() || lower(content.at(i)) != lower((byte) name.charAt(n))) {
        return -1;
      }
    }
    while (i < content.size() && (content.at(i) == ' ' || content.at(i) == '\t')) {
      i++;
    }
    return i < content.size() && content.at(i) == ':' ? i + 1 : -1;
  }

  private Optional<String> unfold(int start) {
    byte[] bytes = new byte[LONGEST];
    int length = 0;
    for (int i = start; i < content.size() && length < LONGEST; i++) {
      byte b = content.at(i);
      if (b == '\n' && !foldedAt(i + 1)) {
        break;
      }
      if (b == ' ' || b == '\t') {
        if (length > 0) {
          bytes[length++] = ' ';
        }
      } else if ((b & 0xff) >= ' ' && b != 0x7f) {
        bytes[length++] = b;
      }
    }
    String value = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private boolean foldedAt(int start) {
    return start < content.size() && (content.at(start) == ' ' || content.at(start) == '\t');
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
