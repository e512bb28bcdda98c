package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;

@RequiresDovecot
class DovecotSourceTest extends ImapSourceContract {
  @Override
  protected ImapMailServer start() {
    return new DovecotMailServer(DovecotServer.builder());
  }
}
