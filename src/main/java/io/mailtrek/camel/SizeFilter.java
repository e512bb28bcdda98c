package io.mailtrek.camel;

import java.util.Optional;
import org.apache.camel.ExchangeProperty;

/** Lets items pass that are not larger than the project allows. */
public final class SizeFilter {
  private final Optional<Long> maxItemSize;

  SizeFilter(Optional<Long> maxItemSize) {
    this.maxItemSize = maxItemSize;
  }

  /** Whether the item is small enough. */
  public boolean accepts(@ExchangeProperty(MailboxConstants.TRANSFER) Transfer transfer) {
    return maxItemSize.isEmpty() || transfer.item().size() <= maxItemSize.get();
  }
}
