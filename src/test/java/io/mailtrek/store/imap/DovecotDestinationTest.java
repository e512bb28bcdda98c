package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;

@RequiresDovecot
class DovecotDestinationTest extends ImapDestinationContract {
  @Override
  protected ImapMailServer start() {
    return DovecotMailServer.limited(DovecotServer.builder());
  }
}
