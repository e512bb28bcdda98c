package io.mailtrek.store.dav;

import io.mailtrek.store.ItemServer;

class EmbeddedDavSourceTest extends DavSourceContract {
  @Override
  protected ItemServer start() {
    return new EmbeddedDavServer();
  }
}
