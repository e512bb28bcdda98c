package io.mailtrek.store.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Folder names in modified UTF-7 (RFC 9051 appendix A.1). */
final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  /** The name as it goes over the wire, in ASCII. */
  static String encode(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      char c = name.charAt(i);
      if (c == '&') {
        text.append("&-");
        i++;
      } else if (direct(c)) {
        text.append(c);
        i++;
      } else {
        int end = i;
        while (end < name.length() && !direct(name.charAt(end))) {
          end++;
        }
        byte[] utf16 = name.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
        text.append('&').append(base64.replace('/', ',')).append('-');
        i = end;
      }
    }
    return text.toString();
  }

  /** The name of a string of bytes; what is no valid modified UTF-7 stays as it is. */
  static String decode(String text) {
    if (text.chars().anyMatch(c -> c >= 0x80)) {
      return utf8(text);
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int end = c == '&' ? text.indexOf('-', i) : -1;
      String decoded = end < 0 ? null : shifted(text.substring(i + 1, end));
      if (decoded == null) {
        name.append(c);
        i++;
      } else {
        name.append(decoded);
        i = end + 1;
      }
    }
    return name.toString();
  }

  private static boolean direct(char c) {
    return c >= ' ' && c < 0x7f;
  }

  /** What stands between {@code &} and {@code -}, or null when it is not valid. */
  private static String shifted(String base64) {
    if (base64.isEmpty()) {
      return "&";
    }
    try {
      byte[] utf16 = Base64.getDecoder().decode(base64.replace(',', '/'));
      CharsetDecoder decoder = StandardCharsets.UTF_16BE.newDecoder();
      return decoder.decode(ByteBuffer.wrap(utf16)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return null;
    }
  }

  /** Some servers send raw UTF-8, a few raw ISO 8859-1. */
  private static String utf8(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }
}
