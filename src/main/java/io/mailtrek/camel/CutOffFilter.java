package io.mailtrek.camel;

import java.time.Instant;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;

/**
 * Lets items pass that are older than the cut-off of the pass. An item without a usable date waits
 * for a pass without a cut-off.
 */
public final class CutOffFilter {

  CutOffFilter() {}

  /** Whether the item is older. */
  public boolean accepts(@ExchangeProperty(MailboxConstants.TRANSFER) Transfer transfer) {
    Optional<Instant> cutOff = transfer.run().pass().cutOff();
    return cutOff.isEmpty()
        || transfer.run().date(transfer.item()).filter(cutOff.get()::isAfter).isPresent();
  }
}
