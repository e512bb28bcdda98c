package io.mailtrek.api;

import org.apache.camel.Exchange;

/** How fast passes were over time. */
public final class RateResource {
  private static final long MOST_MINUTES = 1440;
  private static final long MOST_POINTS = 1000;

  private final RateHistory rates;

  RateResource(RateHistory rates) {
    this.rates = rates;
  }

  /** {@code GET /api/rates}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "minutes", "points");
          return rates.of(
              parameters.number("minutes", 60, MOST_MINUTES),
              (int) parameters.number("points", 360, MOST_POINTS));
        });
  }
}
