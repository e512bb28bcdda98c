package io.mailtrek.demo.exchange;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the properties of an item from its message. */
final class MimeProperties {
  private MimeProperties() {}

  static void read(StoredItem item, byte[] mime) throws EwsFailure {
    item.mime(mime);
    try {
      MimeMessage message = MimeBody.parse(mime);
      text(item, "Subject", decoded(message, "Subject"));
      text(item, "InternetMessageId", header(message, "Message-ID"));
      text(item, "InReplyTo", header(message, "In-Reply-To"));
      text(item, "References", header(message, "References"));
      text(item, "ConversationTopic", decoded(message, "Subject"));
      single(item, "From", header(message, "From"));
      single(item, "Sender", header(message, "Sender").or(() -> header(message, "From")));
      list(item, "ToRecipients", header(message, "To"));
      list(item, "CcRecipients", header(message, "Cc"));
      list(item, "BccRecipients", header(message, "Bcc"));
      list(item, "ReplyTo", header(message, "Reply-To"));
      Optional<Date> sent = Optional.ofNullable(message.getSentDate());
      sent.ifPresent(date -> item.set(Xml.t("DateTimeSent", Times.write(date.toInstant()))));
      item.set(Xml.t("Importance", importance(message)));
      item.set(Xml.t("Sensitivity", sensitivity(message)));
      attach(item, message);
    } catch (MessagingException | IOException e) {
      throw new EwsFailure("ErrorMimeContentInvalid", "The MIME content is invalid: " + e);
    }
  }

  private static void attach(StoredItem item, Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*")) {
      if (part.getContent() instanceof Multipart parts) {
        for (int i = 0; i < parts.getCount(); i++) {
          BodyPart inner = parts.getBodyPart(i);
          attach(item, inner);
        }
      }
      return;
    }
    Optional<String> disposition = Optional.ofNullable(part.getDisposition());
    boolean attached = disposition.filter(Part.ATTACHMENT::equalsIgnoreCase).isPresent();
    Optional<String> contentId = header(part, "Content-ID");
    if (!attached && (contentId.isEmpty() || part.isMimeType("text/*"))) {
      return;
    }
    Xml description = Xml.t("FileAttachment");
    description.add(Xml.t("Name", name(part)));
    description.add(Xml.t("ContentType", part.getContentType().split(";", -1)[0].strip()));
    contentId.ifPresent(id -> description.add(Xml.t("ContentId", id.replaceAll("[<>]", ""))));
    description.add(Xml.t("IsInline", "" + !attached));
    item.attach(description, part.getInputStream().readAllBytes(), Optional.empty());
  }

  private static String name(Part part) throws MessagingException, IOException {
    Optional<String> name = Optional.ofNullable(part.getFileName());
    return name.isPresent() ? MimeUtility.decodeText(name.get()) : "ATT00001";
  }

  private static Optional<String> header(Part part, String name) {
    try {
      String[] values = part.getHeader(name);
      return values == null || values.length == 0
          ? Optional.empty()
          : Optional.of(MimeUtility.unfold(values[0]).strip());
    } catch (MessagingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> decoded(MimeMessage message, String name) throws IOException {
    Optional<String> raw = header(message, name);
    return raw.isPresent() ? Optional.of(MimeUtility.decodeText(raw.get())) : raw;
  }

  private static void text(StoredItem item, String name, Optional<String> value) {
    value.ifPresent(text -> item.set(Xml.t(name, text)));
  }

  private static void single(StoredItem item, String name, Optional<String> header) {
    List<Xml> all = mailboxes(header);
    if (!all.isEmpty()) {
      item.set(Xml.t(name, all.get(0)));
    }
  }

  private static void list(StoredItem item, String name, Optional<String> header) {
    List<Xml> all = mailboxes(header);
    if (!all.isEmpty()) {
      item.set(Xml.t(name).add(all));
    }
  }

  private static List<Xml> mailboxes(Optional<String> header) {
    if (header.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(InternetAddress.parseHeader(header.get(), false)).stream()
          .map(MimeProperties::mailbox)
          .toList();
    } catch (MessagingException e) {
      return List.of(Xml.t("Mailbox", Xml.t("Name", header.get())));
    }
  }

  private static Xml mailbox(InternetAddress address) {
    Optional<String> name = Optional.ofNullable(address.getPersonal());
    Xml mailbox = Xml.t("Mailbox", Xml.t("Name", name.orElse(address.getAddress())));
    if (!address.getAddress().isEmpty()) {
      mailbox.add(Xml.t("EmailAddress", address.getAddress()));
    }
    return mailbox.add(Xml.t("RoutingType", "SMTP"));
  }

  private static String importance(MimeMessage message) {
    String given = header(message, "Importance").orElse("").toLowerCase(Locale.ROOT);
    return switch (given) {
      case "high" -> "High";
      case "low" -> "Low";
      default -> "Normal";
    };
  }

  private static String sensitivity(MimeMessage message) {
    String given = header(message, "Sensitivity").orElse("").toLowerCase(Locale.ROOT);
    return switch (given) {
      case "personal" -> "Personal";
      case "private" -> "Private";
      case "company-confidential" -> "Confidential";
      default -> "Normal";
    };
  }
}
