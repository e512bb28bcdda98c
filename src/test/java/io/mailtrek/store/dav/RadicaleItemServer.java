package io.mailtrek.store.dav;

import io.mailtrek.server.dav.RadicaleServer;
import java.util.HashMap;
import java.util.Map;

/** A Radicale of its own. */
final class RadicaleItemServer extends DavItemServer {
  private final RadicaleServer server;

  RadicaleItemServer() {
    Map<String, String> users = new HashMap<>();
    for (int i = 1; i <= MAILBOXES; i++) {
      users.put(user(i), PASSWORD);
    }
    server = new RadicaleServer(users);
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
