package io.mailtrek.repair;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Encoded words (RFC 2047 §2) in UTF-8 and base64. */
final class EncodedWord {
  /** So many bytes make a word of 72 characters; 75 are permitted. */
  private static final int BYTES = 45;

  private EncodedWord() {}

  /** The text as one or more encoded words, on a line each. */
  static String of(String text) {
    StringBuilder out = new StringBuilder();
    StringBuilder part = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > BYTES) {
        append(out, part);
        bytes = 0;
      }
      part.appendCodePoint(character);
      bytes += size;
      i += Character.charCount(character);
    }
    append(out, part);
    return out.toString();
  }

  private static void append(StringBuilder out, StringBuilder part) {
    if (!out.isEmpty()) {
      out.append("\r\n ");
    }
    byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
    out.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(bytes)).append("?=");
    part.setLength(0);
  }
}
