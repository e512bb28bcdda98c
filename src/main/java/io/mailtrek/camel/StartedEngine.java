package io.mailtrek.camel;

import io.mailtrek.ledger.Ledger;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Limits;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassListener;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.pass.ServiceAddress;
import java.time.Instant;
import java.util.Optional;

/** The passes of a project together with the Camel application that holds their routes. */
record StartedEngine(PassEngine engine, StartedRoutes routes) implements Engine {

  @Override
  public Ledger ledger() {
    return engine.ledger();
  }

  @Override
  public long submit(PassRequest request) {
    return engine.submit(request);
  }

  @Override
  public boolean reschedule(long passId, Optional<Instant> startAt) {
    return engine.reschedule(passId, startAt);
  }

  @Override
  public Limits limits() {
    return engine.limits();
  }

  @Override
  public void addListener(PassListener listener) {
    engine.addListener(listener);
  }

  @Override
  public Optional<ServiceAddress> address() {
    return routes.address();
  }

  /** Passes end first: what is in flight still needs its route. */
  @Override
  public void close() {
    engine.close();
    routes.close();
  }
}
