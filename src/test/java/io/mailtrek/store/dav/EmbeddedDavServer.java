package io.mailtrek.store.dav;

import io.mailtrek.demo.dav.DavServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The server of the demo, in this process. */
final class EmbeddedDavServer extends DavItemServer {
  private final DavServer server;

  EmbeddedDavServer() {
    try {
      server = DavServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 1; i <= MAILBOXES; i++) {
      server.tree().addUser(user(i), PASSWORD);
    }
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
