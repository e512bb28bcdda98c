package io.mailtrek.store.imap;

class GreenMailDestinationTest extends ImapDestinationContract {
  @Override
  protected ImapMailServer start() {
    return new GreenMailServer();
  }

  /** GreenMail takes messages of any size. */
  @Override
  protected void oneThatIsTooLargeSpoilsNoOther() {}
}
