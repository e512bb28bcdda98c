package io.mailtrek.demo.exchange;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The message of an item that was not made of one. */
final class MimeFromProperties {
  private static final Set<String> KINDS =
      Set.of("Message", "PostItem", "MeetingRequest", "MeetingResponse", "MeetingCancellation");

  private MimeFromProperties() {}

  static byte[] of(StoredItem item) throws EwsFailure {
    if (!KINDS.contains(item.element())) {
      throw new EwsFailure(
          "ErrorUnsupportedMimeConversion", "MIME conversion is not supported for this item type.");
    }
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws MessagingException {
              setHeader("Message-ID", item.text("InternetMessageId"));
            }
          };
      message.setSubject(item.subject(), StandardCharsets.UTF_8.name());
      addressed(message, item);
      String sent = item.text("DateTimeSent");
      message.setSentDate(Date.from(sent.isEmpty() ? item.createdAt() : ItemView.time(sent)));
      String subtype = item.property("Body").map(b -> b.attribute("BodyType")).orElse("Text");
      String type = subtype.equals("HTML") ? "html" : "plain";
      if (item.attachments().isEmpty()) {
        message.setText(item.text("Body"), StandardCharsets.UTF_8.name(), type);
      } else {
        message.setContent(parts(item, type));
      }
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new EwsFailure("ErrorContentConversionFailed", "Content conversion failed: " + e);
    }
  }

  private static void addressed(MimeMessage message, StoredItem item)
      throws MessagingException, UnsupportedEncodingException {
    String from = item.text("From", "Mailbox", "EmailAddress");
    message.setFrom(new InternetAddress(from.isEmpty() ? item.folder().mailbox().address() : from));
    add(message, Message.RecipientType.TO, item, "ToRecipients");
    add(message, Message.RecipientType.CC, item, "CcRecipients");
    add(message, Message.RecipientType.BCC, item, "BccRecipients");
  }

  private static void add(
      MimeMessage message, Message.RecipientType type, StoredItem item, String property)
      throws MessagingException, UnsupportedEncodingException {
    for (Xml mailbox : item.property(property).map(Xml::children).orElse(List.of())) {
      message.addRecipient(
          type, new InternetAddress(mailbox.text("EmailAddress"), mailbox.text("Name")));
    }
  }

  private static MimeMultipart parts(StoredItem item, String type) throws MessagingException {
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart text = new MimeBodyPart();
    text.setText(item.text("Body"), StandardCharsets.UTF_8.name(), type);
    parts.addBodyPart(text);
    for (StoredAttachment attachment : item.attachments()) {
      MimeBodyPart part = new MimeBodyPart();
      String given = attachment.description().text("ContentType");
      part.setDataHandler(
          new DataHandler(
              new ByteArrayDataSource(
                  attachment.content(), given.isEmpty() ? "application/octet-stream" : given)));
      part.setFileName(attachment.name());
      parts.addBodyPart(part);
    }
    return parts;
  }
}
