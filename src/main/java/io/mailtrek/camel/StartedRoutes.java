package io.mailtrek.camel;

import io.mailtrek.api.Api;
import io.mailtrek.pass.ServiceAddress;
import java.util.Optional;
import org.apache.camel.main.Main;

/**
 * The Camel application of a project while it runs.
 *
 * @param main the application
 * @param api the API, where it has one
 * @param address where the API is
 */
record StartedRoutes(Main main, Optional<Api> api, Optional<ServiceAddress> address)
    implements AutoCloseable {

  @Override
  public void close() {
    api.ifPresent(Api::close);
    main.stop();
  }
}
