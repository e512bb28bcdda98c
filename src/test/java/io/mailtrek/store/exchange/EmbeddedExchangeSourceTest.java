package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Item;
import io.mailtrek.store.MailServer;
import io.mailtrek.store.MailSourceContract;

class EmbeddedExchangeSourceTest extends MailSourceContract {
  @Override
  protected MailServer start() {
    return new EmbeddedExchangeServer(false);
  }

  @Override
  protected long number(Item item) {
    return ((EmbeddedExchangeServer) server()).number(item);
  }

  @Override
  protected void assertSameContent(byte[] expected, byte[] actual) {
    EmbeddedExchangeServer.assertSameMessage(expected, actual);
  }

  /** Several requests may be under way, each on a connection. */
  @Override
  protected void connections(int before, int after) {
    assertTrue(after >= before);
  }
}
