package io.mailtrek.store.dav;

import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import java.util.Map;

/** On a real Radicale. */
@RequiresRadicale
class RadicaleCopyTest extends DavCopyContract {
  private RadicaleServer server;

  @Override
  void start() {
    server = new RadicaleServer(Map.of("anna", "secret", "berta", "secret"));
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
