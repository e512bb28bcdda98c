package io.mailtrek.camel;

import java.time.Instant;
import java.util.Optional;

/**
 * Lets items pass that are older than the cut-off of the pass. An item without a usable date waits
 * for a pass without a cut-off.
 */
public final class CutOffFilter implements ItemFilter {

  CutOffFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    Optional<Instant> cutOff = transfer.asked().cutOff();
    return cutOff.isEmpty()
        || transfer.run().date(transfer.item()).filter(cutOff.get()::isAfter).isPresent();
  }
}
