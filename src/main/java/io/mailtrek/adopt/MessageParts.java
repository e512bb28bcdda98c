package io.mailtrek.adopt;

import io.mailtrek.store.Content;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What a message says, in whatever MIME it is written: its subject, its sender, its date and its
 * parts. Some servers store that alone, and write the message anew when it is read.
 */
final class MessageParts {
  /** A message in a message in a message … */
  private static final int DEEPEST = 20;

  private final List<String> all = new ArrayList<>();

  private MessageParts() {}

  /** Whether two messages say the same; not when one of them can't be read. */
  static boolean same(Content one, Content other) {
    Optional<List<String>> parts = of(one);
    return parts.isPresent() && parts.equals(of(other));
  }

  private static Optional<List<String>> of(Content content) {
    MessageParts parts = new MessageParts();
    try {
      parts.message(new MimeMessage(Session.getInstance(new Properties()), content.stream()), 0);
      return Optional.of(parts.all);
    } catch (MessagingException | IOException e) {
      return Optional.empty();
    }
  }

  private void message(MimeMessage message, int depth) throws MessagingException, IOException {
    all.add("subject " + Objects.toString(message.getSubject(), "").strip());
    for (Address from : message.getFrom() == null ? new Address[0] : message.getFrom()) {
      all.add("from " + (from instanceof InternetAddress internet ? internet.getAddress() : from));
    }
    all.add("date " + message.getSentDate());
    part(message, depth);
  }

  private void part(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEEPEST) {
      throw new IOException("Parts are nested too deeply");
    }
    Object content =
        part.isMimeType("multipart/*") || part.isMimeType("message/rfc822")
            ? part.getContent()
            : part.getInputStream();
    if (content instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart each = several.getBodyPart(i);
        part(each, depth + 1);
      }
    } else if (content instanceof MimeMessage message) {
      message(message, depth + 1);
    } else if (content instanceof InputStream stream) {
      String type = part.getContentType().split("[;\\s]", 2)[0].toLowerCase(Locale.ROOT);
      byte[] bytes = stream.readAllBytes();
      all.add(type + " " + Objects.toString(part.getFileName(), ""));
      all.add(hash(type.startsWith("text/") ? text(bytes) : bytes));
    } else {
      throw new IOException("A part is of no known kind");
    }
  }

  /** Without what servers change at the ends of lines and of the text. */
  private static byte[] text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replaceAll("[ \\t\\r]*\\n", "\n")
        .strip()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
