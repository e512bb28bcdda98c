package io.mailtrek.store.dav;

import io.mailtrek.store.ItemServer;

class EmbeddedDavDestinationTest extends DavDestinationContract {
  @Override
  protected ItemServer start() {
    return new EmbeddedDavServer();
  }
}
