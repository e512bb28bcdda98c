package io.mailtrek.camel;

import io.mailtrek.store.TransientException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the next redelivery wait as long as the server asked for. To be named as {@code
 * onExceptionOccurred} of an exception clause.
 */
public final class ServerHint implements Processor {

  ServerHint() {}

  @Override
  public void process(Exchange exchange) {
    TransientException failure = exchange.getException(TransientException.class);
    Duration wait = failure == null ? Duration.ZERO : failure.retryAfter();
    if (wait.isZero()) {
      exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
    } else {
      exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
    }
  }
}
