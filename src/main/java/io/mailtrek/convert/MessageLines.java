package io.mailtrek.convert;

import io.mailtrek.store.Content;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes a message (RFC 5322, RFC 2045), the same bytes for the same item at every try: by them a
 * copy is known after a crash.
 */
final class MessageLines {
  private static final int BASE64_LINE = 76;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A header of ASCII. */
  void header(String name, String value) {
    line(name + ": " + value);
  }

  /** A header of any text (RFC 2047). */
  void text(String name, String value) {
    String oneLine = value.replaceAll("\\p{Cc}+", " ").strip();
    try {
      header(
          name, MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(oneLine, "UTF-8", "B")));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java has UTF-8", e);
    }
  }

  /** The headers and the text of the only part, or of one of several. */
  void body(String type, String text) {
    header("Content-Type", type + "; charset=utf-8");
    encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The rest of a part that has its content type already. */
  void encoded(byte[] content) {
    header("Content-Transfer-Encoding", "base64");
    line("");
    line(Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\r', '\n'}).encodeToString(content));
  }

  /** A line as it is. */
  void line(String text) {
    bytes.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** All of it. */
  Content content() {
    return Content.of(bytes.toByteArray());
  }

  /** A date as in RFC 5322 §3.3. */
  static String date(Instant when) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .withLocale(Locale.ROOT)
        .format(when.atOffset(ZoneOffset.UTC))
        .replace("GMT", "+0000");
  }

  /** A Message-ID for an item that has another kind of id. */
  static String messageId(String uid, String owner) {
    String domain = owner.substring(owner.lastIndexOf('@') + 1);
    return "<" + Ids.of(uid) + "@" + (isPlain(domain) ? domain : "localhost") + ">";
  }

  /** Whether a text may stand in a header as it is. */
  static boolean isPlain(String text) {
    return text.matches("[A-Za-z0-9@._+:{}-]{1,200}");
  }
}
