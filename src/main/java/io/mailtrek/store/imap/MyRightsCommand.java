package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * MYRIGHTS (RFC 4314 §3.5): the letters of what the login may do in a folder; empty when the server
 * does not say.
 */
final class MyRightsCommand extends Command<Optional<String>> {
  private final String name;
  private Optional<String> rights = Optional.empty();

  MyRightsCommand(String name) {
    this.name = name;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("MYRIGHTS ").string(name);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (!response.keyEquals("MYRIGHTS")) {
      return false;
    }
    response.readAtomString();
    rights = Optional.ofNullable(response.readAtomString());
    return true;
  }

  @Override
  Optional<String> completed(ResponseText ok) {
    return rights;
  }

  @Override
  Optional<String> refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "MYRIGHTS " + ModifiedUtf7.decode(name);
  }
}
