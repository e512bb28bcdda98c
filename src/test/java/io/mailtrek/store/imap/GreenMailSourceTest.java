package io.mailtrek.store.imap;

import io.mailtrek.store.MailServer;
import io.mailtrek.store.MailSourceContract;

class GreenMailSourceTest extends MailSourceContract {
  @Override
  protected MailServer start() {
    return new GreenMailServer();
  }
}
