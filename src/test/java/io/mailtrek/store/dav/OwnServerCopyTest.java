package io.mailtrek.store.dav;

import io.mailtrek.demo.dav.DavServer;

/** On the server of the demo. */
class OwnServerCopyTest extends DavCopyContract {
  private DavServer server;

  @Override
  void start() throws Exception {
    server = DavServer.start();
    server.tree().addUser("anna", "secret");
    server.tree().addUser("berta", "secret");
  }

  @Override
  void stop() {
    server.close();
  }

  @Override
  int port() {
    return server.port();
  }
}
