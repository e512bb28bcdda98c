package io.mailtrek.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Predicate;

/**
 * Which items a step of a route lets pass. Routes name such a bean as {@code ref}: Camel then asks
 * it directly, where a {@code method} expression would copy the exchange for every item. Safe for
 * use by many threads.
 */
public interface ItemFilter extends Predicate {

  /** Whether the item passes. */
  boolean accepts(@ExchangeProperty(MailboxConstants.TRANSFER) Transfer transfer);

  @Override
  default boolean matches(Exchange exchange) {
    Transfer transfer = exchange.getProperty(MailboxConstants.TRANSFER, Transfer.class);
    if (transfer == null) {
      throw new IllegalStateException(
          "The filter serves routes that begin with mailbox:source; this exchange does not come from"
              + " one.");
    }
    return accepts(transfer);
  }
}
