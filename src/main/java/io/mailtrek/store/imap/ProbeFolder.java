package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.MessageHeader;
import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that a probe makes for its message. This class alone can remove something from a
 * server, and does so only when the folder holds nothing but the message with the mark of the
 * probe. For one thread.
 */
final class ProbeFolder {
  private final Connection live;
  private final String name;
  private final String id;

  /**
   * @param name as the server writes it
   * @param id of the probe, see {@link ProbeMessage#id}
   */
  ProbeFolder(Connection live, String name, String id) {
    this.live = live;
    this.name = name;
    this.id = id;
  }

  /** Makes it; tells the refusal. It must not be there already. */
  Optional<ResponseText> create() throws StoreException {
    return live.run(new CreateCommand(name, Optional.empty()));
  }

  /** Opens it, to read and write. */
  SelectCommand.Selected open() throws StoreException {
    return live.run(SelectCommand.select(name));
  }

  /** Adds a message; tells the refusal. */
  Optional<ResponseText> append(AppendCommand.Message message) throws StoreException {
    return live.run(new AppendCommand(name, List.of(message))).refusal();
  }

  /** The messages in it with their contents, of which there should be one. */
  List<FetchedMessage> messages() throws StoreException {
    FolderState state = open().state();
    return state.count() == 0 ? List.of() : live.run(new Fetch());
  }

  /**
   * Removes the message of the probe and the folder.
   *
   * @return why the folder is left where it is; empty when it is gone
   */
  Optional<String> remove() throws StoreException {
    long count = open().state().count();
    if (count > 1) {
      leave();
      return Optional.of("it holds " + count + " messages, of which one at most is the probe's");
    }
    for (FetchedMessage message : count == 0 ? List.<FetchedMessage>of() : live.run(new Fetch())) {
      Optional<String> problem =
          marked(message)
              ? remove(message.uid())
              : Optional.of("it holds a message that is not the probe's");
      if (problem.isPresent()) {
        leave();
        return problem;
      }
    }
    leave();
    return live.run(new StatusCommand(name)).count() == 0
        ? live.run(new Removal("DELETE ", Optional.of(name)))
        : Optional.of("it still holds a message after the probe's was removed");
  }

  private boolean marked(FetchedMessage message) {
    return message
        .body()
        .flatMap(content -> MessageHeader.of(content).value(ProbeMessage.MARK))
        .filter(id::equals)
        .isPresent();
  }

  private Optional<String> remove(long uid) throws StoreException {
    boolean exactly = live.capabilities().has("UIDPLUS");
    Optional<String> refusal =
        live.run(new Removal("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)", Optional.empty()));
    return refusal.isPresent()
        ? refusal
        : live.run(new Removal(exactly ? "UID EXPUNGE " + uid : "EXPUNGE", Optional.empty()));
  }

  /** Without CLOSE, which expunges. */
  private void leave() throws StoreException {
    if (live.capabilities().has("UNSELECT")) {
      live.run(new UnselectCommand());
    } else {
      live.run(SelectCommand.examine("INBOX"));
    }
  }

  /** UID FETCH (RFC 9051 §6.4.5, §6.4.9) of all that a probe looks at. */
  private final class Fetch extends Command<List<FetchedMessage>> {
    private final List<FetchedMessage> messages = new ArrayList<>();

    @Override
    void write(CommandWriter out) throws IOException {
      out.text("UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])");
    }

    @Override
    boolean fetched(FetchedMessage message) {
      return message.bodyTold() && messages.add(message);
    }

    @Override
    List<FetchedMessage> completed(ResponseText ok) {
      return messages;
    }

    @Override
    public String toString() {
      return "UID FETCH in " + ModifiedUtf7.decode(name);
    }
  }

  /** STORE, EXPUNGE and DELETE (RFC 9051 §6.4.6, §6.4.9, §6.3.5). Results in the refusal. */
  private final class Removal extends Command<Optional<String>> {
    private final String text;
    private final Optional<String> argument;

    Removal(String text, Optional<String> argument) {
      this.text = text;
      this.argument = argument;
    }

    @Override
    void write(CommandWriter out) throws IOException {
      out.text(text);
      if (argument.isPresent()) {
        out.string(argument.get());
      }
    }

    @Override
    Optional<String> completed(ResponseText ok) {
      return Optional.empty();
    }

    @Override
    Optional<String> refused(ResponseText no) {
      return Optional.of(this + " was answered " + no);
    }

    @Override
    public String toString() {
      return text.strip() + " in " + ModifiedUtf7.decode(name);
    }
  }
}
