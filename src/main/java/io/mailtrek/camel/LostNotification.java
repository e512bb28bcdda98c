package io.mailtrek.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs notifications that could not be sent; the bean {@code lostNotification} of the routes. What
 * it logs holds no address of a webhook, which may be a secret.
 */
public final class LostNotification {
  private static final Logger LOG = LoggerFactory.getLogger(LostNotification.class);

  /** Logs one: the body is the notification, a property the reason. */
  public void log(Exchange exchange) {
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    LOG.warn(
        "The notification {} could not be sent by the route {}: {}. It is not tried again.",
        exchange.getMessage().getBody(),
        exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, String.class),
        reason(cause));
  }

  private static String reason(Throwable cause) {
    if (cause instanceof HttpOperationFailedException answer) {
      return "the server answered with the status " + answer.getStatusCode();
    }
    return String.valueOf(cause == null ? null : cause.getMessage())
        .lines()
        .findFirst()
        .orElse("for no reason that is known");
  }
}
