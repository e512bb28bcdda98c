package io.mailtrek.convert;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;

/**
 * A journal entry as a message, for a destination that has no other place for it: its text to read,
 * and the entry itself, byte for byte, as an attachment.
 */
final class JournalMessage {
  private JournalMessage() {}

  /**
   * A message of one journal entry.
   *
   * @param owner the address of the mailbox
   */
  static Content write(Content journal, String owner) throws PermanentException {
    Note entry = NoteJournal.read(journal);
    String boundary = "journal-" + Ids.of(entry.uid());
    MessageLines lines = new MessageLines();
    lines.header("From", owner);
    lines.header("Date", MessageLines.date(entry.created().orElse(entry.stamp())));
    lines.text("Subject", entry.subject());
    lines.header("Message-ID", MessageLines.messageId(entry.uid(), owner));
    lines.header("MIME-Version", "1.0");
    if (!entry.categories().isEmpty()) {
      lines.text("Keywords", String.join(", ", entry.categories()));
    }
    lines.header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
    lines.line("");
    lines.line("--" + boundary);
    lines.body("text/plain", entry.text());
    lines.line("--" + boundary);
    lines.header("Content-Type", "text/calendar; charset=utf-8; component=vjournal");
    lines.header("Content-Disposition", "attachment; filename=\"journal.ics\"");
    lines.encoded(journal.toByteArray());
    lines.line("--" + boundary + "--");
    return lines.content();
  }
}
