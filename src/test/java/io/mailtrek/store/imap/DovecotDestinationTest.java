package io.mailtrek.store.imap;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.DestinationContract;
import io.mailtrek.store.MailServer;

@RequiresDovecot
class DovecotDestinationTest extends DestinationContract {
  @Override
  protected MailServer start() {
    return new DovecotMailServer(DovecotServer.builder());
  }
}
