package io.mailtrek.server.exchange;

import io.mailtrek.demo.exchange.ExchangeHandler;
import io.mailtrek.demo.exchange.ExchangeReply;
import io.mailtrek.demo.exchange.ExchangeRequest;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Requests whose connection is lost while the server is still at work on them: what they ask for is
 * done when a test says so.
 */
public final class LateRequests implements ExchangeFault {
  private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();

  private record Work(ExchangeRequest request, ExchangeHandler server) {}

  @Override
  public ExchangeReply apply(ExchangeRequest request, ExchangeHandler server) throws IOException {
    waiting.add(new Work(request, server));
    throw new IOException("The answer is lost by the test");
  }

  /** How many the server is at work on. */
  public int waiting() {
    return waiting.size();
  }

  /** The server has done what it was at work on. */
  public void arrive() throws IOException {
    for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
      ExchangeReply unread = next.server().handle(next.request());
      if (unread.status() != 200) {
        throw new IOException("The late request failed: " + unread.text());
      }
    }
  }
}
