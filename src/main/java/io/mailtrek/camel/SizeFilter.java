package io.mailtrek.camel;

import java.util.Optional;

/** Lets items pass that are not larger than the mailbox's options allow. */
public final class SizeFilter implements ItemFilter {

  SizeFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    Optional<Long> maxItemSize = transfer.run().options().filters().maxItemSize();
    return maxItemSize.isEmpty() || transfer.item().size() <= maxItemSize.get();
  }
}
