package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * CREATE (RFC 9051 §6.3.4), with a special use where one is given (RFC 6154 §3). Results in the
 * refusal, because a folder that exists already is none; but a server that only asks for a pause
 * has not refused.
 */
final class CreateCommand extends Command<Optional<ResponseText>> {
  private final String name;
  private final Optional<String> use;

  CreateCommand(String name, Optional<String> use) {
    this.name = name;
    this.use = use;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("CREATE ").string(name);
    if (use.isPresent()) {
      out.text(" (USE (" + use.get() + "))");
    }
  }

  @Override
  Optional<ResponseText> completed(ResponseText ok) {
    return Optional.empty();
  }

  @Override
  Optional<ResponseText> refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return Optional.of(no);
  }

  /** A mailbox that is full is no matter of time. */
  @Override
  boolean asksForPause(ResponseText answer) {
    return super.asksForPause(answer) && !answer.full();
  }

  @Override
  public String toString() {
    return "CREATE " + ModifiedUtf7.decode(name);
  }
}
