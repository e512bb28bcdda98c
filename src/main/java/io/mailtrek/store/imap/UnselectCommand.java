package io.mailtrek.store.imap;

import java.io.IOException;

/** UNSELECT (RFC 9051 §6.4.2), which unlike CLOSE expunges nothing. */
final class UnselectCommand extends Command<Boolean> {
  @Override
  void write(CommandWriter out) throws IOException {
    out.text("UNSELECT");
  }

  @Override
  Boolean completed(ResponseText ok) {
    return true;
  }

  @Override
  Boolean refused(ResponseText no) {
    return false;
  }

  @Override
  public String toString() {
    return "UNSELECT";
  }
}
