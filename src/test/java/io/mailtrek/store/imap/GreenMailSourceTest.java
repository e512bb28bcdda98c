package io.mailtrek.store.imap;

class GreenMailSourceTest extends ImapSourceContract {
  @Override
  protected ImapMailServer start() {
    return new GreenMailServer();
  }
}
