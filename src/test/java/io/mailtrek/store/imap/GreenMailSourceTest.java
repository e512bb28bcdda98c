package io.mailtrek.store.imap;

import io.mailtrek.store.MailServer;
import io.mailtrek.store.SourceContract;

class GreenMailSourceTest extends SourceContract {
  @Override
  protected MailServer start() {
    return new GreenMailServer();
  }
}
