package io.mailtrek.api;

import io.mailtrek.pass.PassEngine;
import java.time.Duration;
import org.apache.camel.Exchange;

/**
 * The whole project at a glance. It takes the longer the more mailboxes there are, and may be asked
 * for all the time by several browsers, so an answer is given again for ten times as long as it
 * took to make.
 */
public final class DashboardResource {
  private static final int TIMES = 10;

  private final PassEngine engine;
  private final RateHistory rates;
  private DashboardAnswer last;
  private long madeAt;
  private Duration took = Duration.ZERO;

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
          return answer();
        });
  }

  private synchronized DashboardAnswer answer() {
    long begin = System.nanoTime();
    if (last == null || begin - madeAt > took.multipliedBy(TIMES).toNanos()) {
      last = new Dashboard(engine, rates).answer();
      madeAt = System.nanoTime();
      took = Duration.ofNanos(madeAt - begin);
    }
    return last;
  }
}
