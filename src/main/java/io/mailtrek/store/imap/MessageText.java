package io.mailtrek.store.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message as text, each byte a character, its lines ended by LF.
 *
 * @param fields the fields of the header, with their folds
 * @param body what follows the empty line
 */
record MessageText(List<String> fields, String body) {

  static MessageText of(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    String header = end < 0 ? text : text.substring(0, end);
    return new MessageText(
        List.of(header.split("\n(?![ \t])", -1)), end < 0 ? "" : text.substring(end + 2));
  }
}
