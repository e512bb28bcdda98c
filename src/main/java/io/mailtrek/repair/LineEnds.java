package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;

/** Line ends that are not CRLF. */
final class LineEnds {
  private LineEnds() {}

  static Content repair(Content message) {
    int wrong = 0;
    for (int i = 0; i < message.size(); i++) {
      wrong += lone(message, i) ? 1 : 0;
    }
    if (wrong == 0) {
      return message;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.size() + wrong);
    for (int i = 0; i < message.size(); i++) {
      if (lone(message, i)) {
        out.write('\r');
        out.write('\n');
      } else {
        out.write(message.at(i));
      }
    }
    return Content.of(out.toByteArray());
  }

  /** Whether there is an LF without CR before it, or a CR without LF behind it. */
  private static boolean lone(Content message, int i) {
    byte b = message.at(i);
    return (b == '\n' && (i == 0 || message.at(i - 1) != '\r'))
        || (b == '\r' && (i + 1 == message.size() || message.at(i + 1) != '\n'));
  }
}
