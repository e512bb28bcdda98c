package io.mailtrek.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The modified UTF-7 of IMAP mailbox names (RFC 3501, section 5.1.3), written independently of the
 * code under test so that a mistake there cannot hide here.
 */
public final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  /** Encodes a Unicode name; printable ASCII stays as it is, save {@code &}, which doubles. */
  public static String encode(String name) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (isPlain(c)) {
        out.append(c == '&' ? "&-" : String.valueOf(c));
        i++;
        continue;
      }
      int end = i;
      while (end < name.length() && !isPlain(name.charAt(end))) {
        end++;
      }
      byte[] utf16 = name.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
      out.append('&').append(base64.replace('/', ',')).append('-');
      i = end;
    }
    return out.toString();
  }

  /**
   * Decodes a name as a server sent it.
   *
   * @throws IllegalArgumentException if a shifted part is not valid base64
   */
  public static String decode(String encoded) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < encoded.length()) {
      char c = encoded.charAt(i);
      int end = c == '&' ? encoded.indexOf('-', i) : -1;
      if (end < 0) {
        out.append(c);
        i++;
      } else if (end == i + 1) {
        out.append('&');
        i = end + 1;
      } else {
        byte[] utf16 = Base64.getDecoder().decode(encoded.substring(i + 1, end).replace(',', '/'));
        out.append(new String(utf16, StandardCharsets.UTF_16BE));
        i = end + 1;
      }
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c <= 0x7e;
  }
}
