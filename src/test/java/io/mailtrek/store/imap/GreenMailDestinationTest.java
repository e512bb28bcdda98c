package io.mailtrek.store.imap;

import io.mailtrek.store.MailDestinationContract;
import io.mailtrek.store.MailServer;

class GreenMailDestinationTest extends MailDestinationContract {
  @Override
  protected MailServer start() {
    return new GreenMailServer();
  }
}
