package io.mailtrek.store.imap;

import io.mailtrek.store.MessageHeader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * UID FETCH (RFC 9051 §6.4.5, §6.4.9) of the one header line by which a note is known. A SEARCH for
 * it would be shorter, but its answer does not tell a message that is no note from one that the
 * server did not look into.
 */
final class NoteHeadersCommand extends Command<Map<Long, Boolean>> {
  private static final String HEADER = "X-Uniform-Type-Identifier";
  private static final String NOTE = "com.apple.mail-note";

  private final UidPage page;
  private final Map<Long, Boolean> notes = new HashMap<>();

  NoteHeadersCommand(UidPage page) {
    this.page = page;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("UID FETCH " + page.set() + " (UID BODY.PEEK[HEADER.FIELDS (");
    out.text(HEADER).text(")])");
  }

  @Override
  boolean fetched(FetchedMessage message) {
    if (!message.headerTold() || !page.contains(message.uid())) {
      return false;
    }
    boolean note =
        message
            .header()
            .map(MessageHeader::of)
            .flatMap(header -> header.value(HEADER))
            .filter(NOTE::equalsIgnoreCase)
            .isPresent();
    notes.put(message.uid(), note);
    return true;
  }

  /** By UID, whether the message is a note; without those of which nothing was told. */
  @Override
  Map<Long, Boolean> completed(ResponseText ok) {
    return notes;
  }

  @Override
  public String toString() {
    return "UID FETCH in " + NoteMessages.FOLDER;
  }
}
