package io.mailtrek.server;

import io.mailtrek.corpus.SampleMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Messages of one folder on their way into one MULTIAPPEND (RFC 3502) with LITERAL+ (RFC 7888). */
final class MessageBatch {
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_MESSAGES = 500;
  private static final DateTimeFormatter INTERNAL_DATE =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int messages;

  /** The part of APPEND before the literal's closing brace. */
  static String head(SampleMessage message) {
    return "(%s) \"%s\" {%d"
        .formatted(
            String.join(" ", message.flags()),
            message.internalDate().format(INTERNAL_DATE),
            message.content().length);
  }

  void add(SampleMessage message) {
    bytes.writeBytes((" " + head(message) + "+}\r\n").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(message.content());
    messages++;
  }

  boolean full() {
    return bytes.size() >= MAX_BYTES || messages >= MAX_MESSAGES;
  }

  boolean empty() {
    return messages == 0;
  }

  /** Writes what has gathered and begins anew. */
  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
    bytes.reset();
    messages = 0;
  }
}
