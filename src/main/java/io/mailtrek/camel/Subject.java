package io.mailtrek.camel;

import io.mailtrek.store.Content;
import io.mailtrek.store.MessageHeader;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The subject of a message as a log may show it: decoded, in one line, not too long. */
final class Subject {
  private static final int LONGEST = 100;

  private Subject() {}

  /** The subject; empty when there is none. */
  static Optional<String> of(Content message) {
    return MessageHeader.of(message).value("Subject").map(value -> tidy(decoded(value)));
  }

  /** Words as in RFC 2047, or bytes as in RFC 6532. */
  private static String decoded(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    String text = value;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return MimeUtility.decodeText(text);
    } catch (CharacterCodingException | UnsupportedEncodingException e) {
      return text;
    }
  }

  /** Encoded words may hold line ends, with which a sender could write lines of the log. */
  private static String tidy(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
  }
}
