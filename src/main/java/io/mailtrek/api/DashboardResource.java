package io.mailtrek.api;

import io.mailtrek.pass.PassEngine;
import org.apache.camel.Exchange;

/** The whole project at a glance. */
public final class DashboardResource {
  private final PassEngine engine;
  private final RateHistory rates;

  DashboardResource(PassEngine engine, RateHistory rates) {
    this.engine = engine;
    this.rates = rates;
  }

  /** {@code GET /api/dashboard}. */
  public void get(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          return new Dashboard(engine, rates).answer();
        });
  }
}
