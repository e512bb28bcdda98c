package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.MailServer;
import io.mailtrek.store.MailSourceContract;

@RequiresDovecot
class DovecotSourceTest extends MailSourceContract {
  @Override
  protected MailServer start() {
    return new DovecotMailServer(DovecotServer.builder());
  }
}
