package io.mailtrek.convert;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.text.HtmlText;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A note as the message that mail programs keep it in: a text in HTML with {@code
 * X-Uniform-Type-Identifier: com.apple.mail-note}. Categories are in {@code Keywords} (RFC 5322
 * §3.6.5).
 */
final class NoteMessage {
  private static final String CREATED = "X-Mail-Created-Date";
  private static final String ID = "X-Universally-Unique-Identifier";

  private NoteMessage() {}

  /** What a message says as a note. */
  static Note read(Content content) throws PermanentException {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(new Properties()), content.stream());
      Optional<String> html = text(message, "text/html");
      Optional<String> plain = text(message, "text/plain");
      Optional<Instant> date = Optional.ofNullable(message.getSentDate()).map(Date::toInstant);
      return new Note(
          header(message, ID)
              .or(() -> header(message, "Message-ID").map(Ids::of))
              .orElseGet(() -> Ids.of(content)),
          Optional.ofNullable(message.getSubject()).map(String::strip).orElse(""),
          plain.or(() -> html.map(HtmlText::toText)).orElse("").replace("\r\n", "\n"),
          html,
          header(message, CREATED).flatMap(NoteMessage::date).or(() -> date),
          date,
          header(message, "Keywords").stream()
              .flatMap(all -> Stream.of(all.split(",")))
              .map(String::strip)
              .filter(each -> !each.isEmpty())
              .toList());
    } catch (MessagingException | IOException e) {
      throw new PermanentException(
          Problem.UNREADABLE, "The note can't be read as a message: " + e.getMessage());
    }
  }

  /**
   * A message of one note.
   *
   * @param owner the address of the mailbox
   */
  static Content write(Note note, String owner) {
    MessageLines lines = new MessageLines();
    lines.header("From", owner);
    lines.header("Date", MessageLines.date(note.created().orElse(note.stamp())));
    lines.text("Subject", note.subject());
    lines.header("Message-ID", MessageLines.messageId(note.uid(), owner));
    lines.header("MIME-Version", "1.0");
    lines.header("X-Uniform-Type-Identifier", "com.apple.mail-note");
    lines.header(ID, MessageLines.isPlain(note.uid()) ? note.uid() : Ids.of(note.uid()));
    note.created().ifPresent(when -> lines.header(CREATED, MessageLines.date(when)));
    if (!note.otherCategories().isEmpty()) {
      lines.text("Keywords", String.join(", ", note.otherCategories()));
    }
    lines.body("text/html", note.html().orElseGet(() -> HtmlText.toHtml(note.text())));
    return lines.content();
  }

  private static Optional<String> header(Part part, String name) {
    try {
      String[] values = part.getHeader(name);
      return values == null || values.length == 0
          ? Optional.empty()
          : Optional.of(MimeUtility.decodeText(MimeUtility.unfold(values[0])).strip())
              .filter(value -> !value.isEmpty());
    } catch (MessagingException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(new MailDateFormat().parse(text).toInstant());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** The first text of a type, wherever it is. */
  private static Optional<String> text(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent() instanceof String text ? Optional.of(text) : Optional.empty();
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount(); i++) {
        BodyPart inner = multipart.getBodyPart(i);
        Optional<String> found = text(inner, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
