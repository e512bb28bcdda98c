package io.mailtrek.store.imap;

import io.mailtrek.store.TransientException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** Gives each response of a server to the command that it is for. For the reader thread alone. */
final class Dispatcher {
  private final String server;
  private final CommandsInFlight inFlight;
  private final Consumer<ResponseText> pauses;
  private Optional<ResponseText> bye = Optional.empty();

  /**
   * @param server host and port, for messages
   * @param pauses takes the answers that ask for a pause, before their commands learn of them
   */
  Dispatcher(String server, CommandsInFlight inFlight, Consumer<ResponseText> pauses) {
    this.server = server;
    this.inFlight = inFlight;
    this.pauses = pauses;
  }

  /** What the server said when it ended the connection, if it said something. */
  Optional<ResponseText> bye() {
    return bye;
  }

  /**
   * Gives one response to its command.
   *
   * @return why the connection can be used no more; empty as long as it can
   * @throws ProtocolException when the response makes no sense
   */
  Optional<TransientException> dispatch(IMAPResponse response) throws ProtocolException {
    if (response.isContinuation()) {
      inFlight.giveConsent();
    } else if (response.isTagged()) {
      return tagged(response);
    } else if (response.isBYE()) {
      ResponseText text = ResponseText.of(response);
      bye = Optional.of(text);
      if (text.throttled()) {
        pauses.accept(text);
      }
    } else if (response.keyEquals("FETCH")) {
      fetched(FetchedMessage.parse(response));
    } else {
      untagged(response);
    }
    return Optional.empty();
  }

  private Optional<TransientException> tagged(IMAPResponse response) throws ProtocolException {
    if (!(response.isOK() || response.isNO() || response.isBAD())) {
      throw new ProtocolException("an answer that is neither OK nor NO nor BAD");
    }
    ResponseText answer = ResponseText.of(response);
    Command<?> command =
        inFlight
            .take(response.getTag())
            .orElseThrow(() -> new ProtocolException("an answer to no command"));
    try {
      if (command.asksForPause(answer)) {
        pauses.accept(answer);
      }
      command.end(answer);
    } catch (RuntimeException e) {
      // It is in flight no more, so nobody else would end it.
      command.lost(notImap(e));
      throw e;
    }
    return answer.connectionUseless()
        ? Optional.of(answer.askedForPause(command + " at " + server))
        : Optional.empty();
  }

  /**
   * Servers may answer FETCH commands side by side, so each is asked; but not those that wait for
   * another folder: the same UID is another message there.
   */
  private void fetched(FetchedMessage message) {
    Optional<Command<?>> head = inFlight.head();
    if (head.isEmpty() || head.get().takes(message)) {
      return;
    }
    for (Command<?> command : inFlight.all()) {
      if (command instanceof SelectCommand) {
        return;
      }
      if (command != head.get() && command.takes(message)) {
        return;
      }
    }
  }

  /**
   * All else belongs to the oldest command that takes it. That need not be the oldest of all: a
   * server may answer several commands before it says of the first that it is done, as Dovecot does
   * when they were written at once. A folder that waits to be examined takes nothing: what is told
   * before its turn is about the one before it.
   */
  private void untagged(IMAPResponse response) {
    Optional<Command<?>> head = inFlight.head();
    if (head.isEmpty() || head.get().untagged(response)) {
      return;
    }
    for (Command<?> command : inFlight.all()) {
      if (command instanceof SelectCommand) {
        return;
      }
      response.reset();
      response.readAtom();
      if (command != head.get() && command.untagged(response)) {
        return;
      }
    }
  }

  /** What a response means that could not be understood. */
  TransientException notImap(Exception e) {
    return new TransientException(
        server + " answered what is not IMAP (" + e + "); the connection was given up", e);
  }
}
