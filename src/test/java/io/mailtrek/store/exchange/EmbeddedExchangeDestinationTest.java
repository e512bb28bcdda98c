package io.mailtrek.store.exchange;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.store.DestinationContract;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemServer;
import io.mailtrek.store.Login;
import java.util.List;

class EmbeddedExchangeDestinationTest extends DestinationContract {
  @Override
  protected ItemServer start() {
    return new EmbeddedExchangeServer(false);
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
