package io.mailtrek.store.dav;

import io.mailtrek.store.Problem;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.time.Duration;

/** Reads answers of which the server said that they are well. */
final class Answers {
  private Answers() {}

  /**
   * Reads a multistatus.
   *
   * @throws TransientException when it is none: a proxy in between, a server that broke off
   */
  static Multistatus multistatus(DavClient client, DavResponse answer, String what)
      throws TransientException {
    try {
      return answer.multistatus();
    } catch (IOException e) {
      throw new TransientException(
          Problem.SERVER_TROUBLE,
          what + " at " + client.uri().server() + " was answered with garbage: " + e.getMessage(),
          e,
          Duration.ZERO);
    }
  }
}
