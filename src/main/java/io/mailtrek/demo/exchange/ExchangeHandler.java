package io.mailtrek.demo.exchange;

import java.io.IOException;

/** Answers requests; around another one it may change what is asked or answered. */
@FunctionalInterface
public interface ExchangeHandler {

  /**
   * Answers a request. Safe for use by many threads.
   *
   * @throws IOException when the connection is to be closed without an answer
   */
  ExchangeReply handle(ExchangeRequest request) throws IOException;
}
