package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * APPEND (RFC 9051 §6.3.12) of one message, or of several that are written all or not at all
 * (MULTIAPPEND, RFC 3502).
 */
final class AppendCommand extends Command<AppendCommand.Answer> {
  private final String name;
  private final List<Message> messages;

  /**
   * A message.
   *
   * @param flags what stands between the parentheses; may be empty
   * @param date its INTERNALDATE; empty for the server's own
   */
  record Message(String flags, Optional<String> date, Content content) {}

  /**
   * What the server said.
   *
   * @param validity UIDVALIDITY of APPENDUID (RFC 9051 §7.1); empty when not told
   * @param uids the UIDs of the messages in their order; empty when not told
   * @param refusal its answer when it was not OK; nothing was written then
   */
  record Answer(String validity, List<Long> uids, Optional<ResponseText> refusal) {}

  AppendCommand(String name, List<Message> messages) {
    this.name = name;
    this.messages = messages;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("APPEND ").string(name);
    for (Message message : messages) {
      out.text(" (").text(message.flags()).text(") ");
      if (message.date().isPresent()) {
        out.text("\"").text(message.date().get()).text("\" ");
      }
      out.literal(message.content());
    }
  }

  @Override
  Answer completed(ResponseText ok) {
    String[] words = ok.arguments().split(" ", -1);
    if (ok.code().equals("APPENDUID") && words.length == 2) {
      try {
        long[] uids = UidSet.parse(words[1], messages.size());
        if (uids.length == messages.size()) {
          return new Answer(words[0], Arrays.stream(uids).boxed().toList(), Optional.empty());
        }
      } catch (IllegalArgumentException e) {
        // The messages are written all the same; only their UIDs are not known.
      }
    }
    return new Answer("", List.of(), Optional.empty());
  }

  @Override
  Answer refused(ResponseText no) {
    return new Answer("", List.of(), Optional.of(no));
  }

  /** A mailbox that is full is no matter of time. */
  @Override
  boolean asksForPause(ResponseText answer) {
    return super.asksForPause(answer) && !answer.full();
  }

  @Override
  public String toString() {
    return "APPEND to " + ModifiedUtf7.decode(name);
  }
}
