package io.mailtrek.camel;

import java.util.Optional;

/** Lets items pass that are not larger than the project allows. */
public final class SizeFilter implements ItemFilter {
  private final Optional<Long> maxItemSize;

  SizeFilter(Optional<Long> maxItemSize) {
    this.maxItemSize = maxItemSize;
  }

  @Override
  public boolean accepts(Transfer transfer) {
    return maxItemSize.isEmpty() || transfer.item().size() <= maxItemSize.get();
  }
}
