package io.mailtrek.store.imap;

import java.io.IOException;

/** LOGOUT (RFC 9051 §6.1.3). */
final class LogoutCommand extends Command<Boolean> {
  @Override
  void write(CommandWriter out) throws IOException {
    out.text("LOGOUT");
  }

  @Override
  Boolean completed(ResponseText ok) {
    return true;
  }

  @Override
  public String toString() {
    return "LOGOUT";
  }
}
