package io.mailtrek.server.exchange;

import io.mailtrek.demo.exchange.ExchangeHandler;
import io.mailtrek.demo.exchange.ExchangeReply;
import io.mailtrek.demo.exchange.ExchangeRequest;
import java.io.IOException;

/** What a server does otherwise with a request than it should. */
@FunctionalInterface
public interface ExchangeFault {

  /**
   * Answers in place of the server, which it may ask.
   *
   * @throws IOException when the connection is to be closed without an answer
   */
  ExchangeReply apply(ExchangeRequest request, ExchangeHandler server) throws IOException;
}
