package io.mailtrek.camel;

import io.mailtrek.store.ItemType;

/** Lets items pass whose type is both of the pass and of the mailbox's options. */
public final class ItemTypeFilter implements ItemFilter {

  ItemTypeFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    ItemType type = transfer.item().type();
    return transfer.run().options().filters().itemTypes().contains(type)
        && transfer.run().pass().itemTypes().contains(type);
  }
}
