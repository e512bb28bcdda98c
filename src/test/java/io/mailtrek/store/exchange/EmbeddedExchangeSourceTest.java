package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemServer;
import io.mailtrek.store.MessageHeader;
import io.mailtrek.store.SourceContract;
import java.nio.charset.StandardCharsets;

class EmbeddedExchangeSourceTest extends SourceContract {
  @Override
  protected ItemServer start() {
    return new EmbeddedExchangeServer(false);
  }

  @Override
  protected long number(Item item) {
    return ((EmbeddedExchangeServer) server()).number(item);
  }

  /** The demo tells the oldest first, real servers the newest. */
  @Override
  protected boolean ordered() {
    return false;
  }

  /** Exchange writes the headers of a message anew. */
  @Override
  protected void assertSameContent(byte[] expected, byte[] actual) {
    for (String header : new String[] {"Message-ID", "Subject"}) {
      assertEquals(
          MessageHeader.of(Content.of(expected)).value(header),
          MessageHeader.of(Content.of(actual)).value(header));
    }
    assertEquals(body(expected), body(actual));
  }

  private static String body(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.substring(text.indexOf("\r\n\r\n"));
  }

  /** Several requests may be under way, each on a connection. */
  @Override
  protected void connections(int before, int after) {
    assertTrue(after >= before);
  }
}
