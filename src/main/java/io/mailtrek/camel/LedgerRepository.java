package io.mailtrek.camel;

import io.mailtrek.store.ItemKey;
import org.apache.camel.Exchange;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The ledger as Camel's idempotent repository: {@code add} claims an item, {@code confirm} and
 * {@code remove} end the claim. What is durable was written before, by the destination: an intent
 * before an item is sent, its record when the server has confirmed it.
 *
 * <p>It serves the idempotent consumer of routes that begin with {@code mailbox:source}, which
 * always hand over the exchange.
 */
@ManagedResource(description = "The ledger as idempotent repository of the pass routes")
public final class LedgerRepository extends ServiceSupport implements IdempotentRepository {

  @Override
  public boolean add(Exchange exchange, String key) {
    Transfer transfer = transfer(exchange);
    return transfer.folder().ledger().claim(itemKey(transfer));
  }

  @Override
  public boolean contains(Exchange exchange, String key) {
    Transfer transfer = transfer(exchange);
    return transfer.folder().ledger().contains(itemKey(transfer));
  }

  @Override
  public boolean confirm(Exchange exchange, String key) {
    return end(exchange);
  }

  @Override
  public boolean remove(Exchange exchange, String key) {
    return end(exchange);
  }

  /**
   * Only the delivery decides. Behind the idempotent consumer a filter may hold an item back, which
   * is then not migrated; and a step behind the destination may fail, when it is.
   */
  private static boolean end(Exchange exchange) {
    Transfer transfer = transfer(exchange);
    if (exchange.getProperty(MailboxConstants.DELIVERED) == null) {
      transfer.folder().ledger().release(itemKey(transfer));
    } else {
      transfer.folder().ledger().confirm(itemKey(transfer));
    }
    return true;
  }

  private static Transfer transfer(Exchange exchange) {
    Transfer transfer = exchange.getProperty(MailboxConstants.TRANSFER, Transfer.class);
    if (transfer == null) {
      throw new IllegalStateException(
          "The ledger serves routes that begin with mailbox:source; this exchange does not come from"
              + " one.");
    }
    return transfer;
  }

  private static ItemKey itemKey(Transfer transfer) {
    return transfer.item().key();
  }

  @Override
  public boolean add(String key) {
    throw exchangeNeeded();
  }

  @Override
  public boolean contains(String key) {
    throw exchangeNeeded();
  }

  @Override
  public boolean confirm(String key) {
    throw exchangeNeeded();
  }

  @Override
  public boolean remove(String key) {
    throw exchangeNeeded();
  }

  /** Refused: the ledger is the proof of what was migrated. */
  @Override
  public void clear() {
    throw new IllegalStateException("The ledger is never cleared.");
  }

  private static IllegalStateException exchangeNeeded() {
    return new IllegalStateException("The ledger needs the exchange of the item.");
  }
}
