package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.exchange.form.Attachment;
import io.mailtrek.store.xml.XmlNode;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A message that is made of the properties of one that Exchange can't give in MIME. */
final class PlainMessage {

  /** What has to be known for that. */
  static final List<XmlNode> PROPERTIES =
      Stream.of(
              Fields.ITEM_CLASS,
              Fields.SUBJECT,
              "item:Body",
              "item:Attachments",
              "item:DateTimeSent",
              "item:DateTimeReceived",
              Fields.INTERNET_MESSAGE_ID,
              "message:From",
              "message:ToRecipients",
              "message:CcRecipients")
          .map(Fields::field)
          .toList();

  private PlainMessage() {}

  /** Makes it. */
  static Content of(XmlNode item, List<Attachment> attachments) throws PermanentException {
    try {
      MimeMessage message = new Identified(Nodes.value(item, "InternetMessageId"));
      message.setSubject(Nodes.value(item, "Subject").orElse(""), StandardCharsets.UTF_8.name());
      item.child(type("From"))
          .map(PlainMessage::addresses)
          .filter(from -> from.length > 0)
          .ifPresent(from -> set(message, "From", from));
      item.child(type("ToRecipients")).ifPresent(to -> set(message, "To", addresses(to)));
      item.child(type("CcRecipients")).ifPresent(cc -> set(message, "Cc", addresses(cc)));
      Optional<OffsetDateTime> date =
          ItemFacts.date(item, "DateTimeSent").or(() -> ItemFacts.date(item, "DateTimeReceived"));
      if (date.isPresent()) {
        message.setSentDate(Date.from(date.get().toInstant()));
      }
      fill(message, item.child(type("Body")), attachments);
      message.saveChanges();
      ContentParts bytes = new ContentParts();
      message.writeTo(bytes);
      return bytes.content();
    } catch (MessagingException | IOException | IllegalStateException e) {
      throw new PermanentException(
          Problem.UNREADABLE, "No message can be made of what Exchange tells: " + e.getMessage());
    }
  }

  private static void fill(
      MimeMessage message, Optional<XmlNode> body, List<Attachment> attachments)
      throws MessagingException {
    String text = body.map(XmlNode::text).orElse("");
    boolean html =
        body.flatMap(node -> node.attribute("BodyType")).filter("HTML"::equals).isPresent();
    String contentType = (html ? "text/html" : "text/plain") + "; charset=utf-8";
    if (attachments.isEmpty()) {
      message.setContent(text, contentType);
      return;
    }
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart first = new MimeBodyPart();
    first.setContent(text, contentType);
    parts.addBodyPart(first);
    for (Attachment attachment : attachments) {
      parts.addBodyPart(part(attachment));
    }
    message.setContent(parts);
  }

  private static MimeBodyPart part(Attachment attachment) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    String contentType = attachment.contentType().orElse("application/octet-stream");
    part.setDataHandler(new DataHandler(new FileSource(attachment.content(), contentType)));
    part.setFileName(attachment.name());
    part.setDisposition(attachment.inline() ? Part.INLINE : Part.ATTACHMENT);
    if (attachment.contentId().isPresent()) {
      part.setContentID("<" + attachment.contentId().get() + ">");
    }
    return part;
  }

  private static Address[] addresses(XmlNode recipients) {
    return recipients
        .children(type("Mailbox"))
        .flatMap(mailbox -> address(mailbox).stream())
        .toArray(Address[]::new);
  }

  /** A sender within Exchange may have a name alone. */
  private static Optional<Address> address(XmlNode mailbox) {
    Optional<String> address =
        Nodes.value(mailbox, "EmailAddress").filter(text -> text.contains("@"));
    Optional<String> name = Nodes.value(mailbox, "Name");
    if (address.isEmpty() && name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new InternetAddress(
              address.orElse("unknown@localhost"),
              name.orElse(null),
              StandardCharsets.UTF_8.name()));
    } catch (IOException e) {
      throw new IllegalStateException("Every Java has UTF-8", e);
    }
  }

  private static void set(MimeMessage message, String header, Address... addresses) {
    try {
      if (header.equals("From")) {
        message.setFrom(addresses[0]);
      } else {
        message.setRecipients(
            header.equals("To") ? Message.RecipientType.TO : Message.RecipientType.CC, addresses);
      }
    } catch (MessagingException e) {
      throw new IllegalStateException("the addresses of " + header + " can't be written", e);
    }
  }

  /** An attached file, without a copy of it. */
  private record FileSource(Content file, String contentType) implements DataSource {

    @Override
    public InputStream getInputStream() {
      return file.stream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("nobody writes into it");
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public String getName() {
      return "";
    }
  }

  /** A message that keeps its Message-ID. */
  private static final class Identified extends MimeMessage {
    private final Optional<String> id;

    Identified(Optional<String> id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      if (id.isPresent()) {
        setHeader("Message-ID", id.get());
      }
    }
  }
}
