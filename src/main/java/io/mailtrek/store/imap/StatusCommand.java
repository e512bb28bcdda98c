package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import java.io.IOException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** STATUS (RFC 9051 §6.3.11): the counters of a folder that is not selected. */
final class StatusCommand extends Command<FolderState> {
  static final String ITEMS = "(MESSAGES UIDNEXT UIDVALIDITY)";

  private final String name;
  private FolderState state = new FolderState("", "", 0);

  /**
   * A STATUS response (RFC 9051 §7.3.4).
   *
   * @param name the folder's name as the server writes it
   */
  record Answer(String name, FolderState state) {}

  StatusCommand(String name) {
    this.name = name;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("STATUS ").string(name).text(" " + ITEMS);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (!response.keyEquals("STATUS")) {
      return false;
    }
    Answer answer = parse(response);
    if (!FolderNames.same(name, answer.name)) {
      return false;
    }
    state = answer.state;
    return true;
  }

  @Override
  FolderState completed(ResponseText ok) {
    return state;
  }

  @Override
  public String toString() {
    return "STATUS " + ModifiedUtf7.decode(name);
  }

  /** Reads a response behind the word STATUS. */
  static Answer parse(IMAPResponse response) {
    String name = response.readAtomString();
    String validity = "";
    String next = "";
    long messages = 0;
    if (response.isNextNonSpace('(')) {
      while (!response.isNextNonSpace(')')) {
        String item = response.readAtom();
        if (item == null || item.isEmpty()) {
          break;
        }
        long value = response.readLong();
        if (item.equalsIgnoreCase("MESSAGES")) {
          messages = value;
        } else if (item.equalsIgnoreCase("UIDNEXT") && value > 0) {
          next = Long.toString(value);
        } else if (item.equalsIgnoreCase("UIDVALIDITY") && value > 0) {
          validity = Long.toString(value);
        }
      }
    }
    return new Answer(name == null ? "" : name, new FolderState(validity, next, messages));
  }
}
