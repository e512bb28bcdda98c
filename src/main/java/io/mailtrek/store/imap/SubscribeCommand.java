package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;

/** SUBSCRIBE (RFC 9051 §6.3.7). Results in whether the server agreed. */
final class SubscribeCommand extends Command<Boolean> {
  private final String name;

  SubscribeCommand(String name) {
    this.name = name;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("SUBSCRIBE ").string(name);
  }

  @Override
  Boolean completed(ResponseText ok) {
    return true;
  }

  @Override
  Boolean refused(ResponseText no) throws StoreException {
    if (asksForPause(no)) {
      throw refusal(no);
    }
    return false;
  }

  @Override
  public String toString() {
    return "SUBSCRIBE " + ModifiedUtf7.decode(name);
  }
}
