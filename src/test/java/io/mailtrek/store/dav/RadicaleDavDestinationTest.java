package io.mailtrek.store.dav;

import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.store.ItemServer;

@RequiresRadicale
class RadicaleDavDestinationTest extends DavDestinationContract {
  @Override
  protected ItemServer start() {
    return new RadicaleItemServer();
  }

  @Override
  protected int many(int count) {
    return count / 10;
  }
}
