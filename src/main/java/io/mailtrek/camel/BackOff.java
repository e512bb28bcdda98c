package io.mailtrek.camel;

import io.mailtrek.config.RetryDelays;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Says how long the next try of an item waits: as long as the server asked for, else twice as long
 * as the try before, with a little chance in it, so that what failed together does not come back
 * together. To be named as {@code onExceptionOccurred} of an exception clause.
 *
 * <p>The destination keeps the wait itself, where it ends early when the mailbox pass does; for any
 * other step Camel keeps it.
 */
public final class BackOff implements Processor {
  /** How much of a wait is left to chance. */
  private static final double CHANCE = 0.15;

  private final RetryDelays delays;

  BackOff(RetryDelays delays) {
    this.delays = delays;
  }

  @Override
  public void process(Exchange exchange) {
    TransientException failure = exchange.getException(TransientException.class);
    Duration wait = failure == null ? Duration.ZERO : wait(failure, tries(exchange));
    boolean atDestination =
        exchange.getException() == exchange.getProperty(MailboxConstants.UNDELIVERED);
    if (atDestination) {
      exchange.setProperty(MailboxConstants.WAIT, wait);
    }
    exchange
        .getMessage()
        .setHeader(Exchange.REDELIVERY_DELAY, atDestination ? 0L : wait.toMillis());
  }

  private static int tries(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
  }

  private Duration wait(TransientException failure, int tries) {
    if (!failure.retryAfter().isZero()) {
      return failure.retryAfter();
    }
    double exact = (double) delays.first().toMillis() * Math.pow(2, tries - 1.0);
    double some = 1 + CHANCE * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofMillis((long) (Math.min(exact, (double) delays.longest().toMillis()) * some));
  }
}
