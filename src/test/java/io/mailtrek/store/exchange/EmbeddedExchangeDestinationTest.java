package io.mailtrek.store.exchange;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Login;
import io.mailtrek.store.MailDestinationContract;
import io.mailtrek.store.MailServer;
import java.util.List;

class EmbeddedExchangeDestinationTest extends MailDestinationContract {
  @Override
  protected MailServer start() {
    return new EmbeddedExchangeServer(false).limited();
  }

  @Override
  protected void assertSameContent(byte[] expected, byte[] actual) {
    EmbeddedExchangeServer.assertSameMessage(expected, actual);
  }

  /** Copies are known by a property of their own, so there is nothing to search behind. */
  @Override
  protected FolderState before(Login mailbox) {
    return new FolderState("", "", 0);
  }

  /** With the property that only MailTrek sets. */
  @Override
  protected void write(Login mailbox, List<SampleMessage> written) throws Exception {
    deliverBeside(mailbox, written);
  }
}
