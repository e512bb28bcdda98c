package io.mailtrek.server.dav;

import io.mailtrek.demo.dav.DavHandler;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavRequest;
import java.io.IOException;

/** What a server does otherwise with a request than it should. */
@FunctionalInterface
public interface DavFault {

  /**
   * Answers in place of the server, which it may ask.
   *
   * @throws IOException when the connection is to be closed without an answer
   */
  DavReply apply(DavRequest request, DavHandler server) throws IOException;
}
