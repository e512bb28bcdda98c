package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.MailDestinationContract;
import io.mailtrek.store.MailServer;

@RequiresDovecot
class DovecotDestinationTest extends MailDestinationContract {
  @Override
  protected MailServer start() {
    return new DovecotMailServer(DovecotServer.builder());
  }
}
