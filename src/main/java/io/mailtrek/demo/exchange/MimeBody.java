package io.mailtrek.demo.exchange;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;

/** What is read from a message only when somebody asks: its text and its headers. */
final class MimeBody {
  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private MimeBody() {}

  static MimeMessage parse(byte[] mime) throws MessagingException {
    return new MimeMessage(NO_SESSION, new ByteArrayInputStream(mime));
  }

  /** {@code t:Body}: the text, as HTML where there is some. */
  static Optional<Xml> of(StoredItem item) {
    try {
      Optional<byte[]> mime = item.mime();
      if (mime.isEmpty()) {
        return Optional.empty();
      }
      MimeMessage message = parse(mime.get());
      Optional<String> html = text(message, "text/html");
      Optional<String> text = html.isPresent() ? html : text(message, "text/plain");
      return Optional.of(
          Xml.t("Body", text.orElse("")).with("BodyType", html.isPresent() ? "HTML" : "Text"));
    } catch (MessagingException | IOException e) {
      return Optional.of(Xml.t("Body", "").with("BodyType", "Text"));
    }
  }

  /** {@code t:InternetMessageHeaders}. */
  static Optional<Xml> headers(StoredItem item) {
    try {
      Optional<byte[]> mime = item.mime();
      if (mime.isEmpty()) {
        return Optional.empty();
      }
      Xml headers = Xml.t("InternetMessageHeaders");
      for (Header header : Collections.list(parse(mime.get()).getAllHeaders())) {
        headers.add(
            Xml.t("InternetMessageHeader", header.getValue()).with("HeaderName", header.getName()));
      }
      return headers.children().isEmpty() ? Optional.empty() : Optional.of(headers);
    } catch (MessagingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Part part, String type)
      throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return Optional.empty();
    }
    if (part.isMimeType(type)) {
      return part.getContent() instanceof String text ? Optional.of(text) : Optional.empty();
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        Optional<String> found = text(inner, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
