package io.mailtrek.store.imap;

import io.mailtrek.store.DestinationContract;
import io.mailtrek.store.MailServer;

class GreenMailDestinationTest extends DestinationContract {
  @Override
  protected MailServer start() {
    return new GreenMailServer();
  }
}
