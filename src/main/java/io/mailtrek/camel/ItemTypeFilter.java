package io.mailtrek.camel;

import io.mailtrek.store.ItemType;
import java.util.Set;
import org.apache.camel.ExchangeProperty;

/** Lets items pass whose type is both of the pass and of the project. */
public final class ItemTypeFilter {
  private final Set<ItemType> projectTypes;

  ItemTypeFilter(Set<ItemType> projectTypes) {
    this.projectTypes = projectTypes;
  }

  /** Whether the item is of such a type. */
  public boolean accepts(@ExchangeProperty(MailboxConstants.TRANSFER) Transfer transfer) {
    ItemType type = transfer.item().type();
    return projectTypes.contains(type) && transfer.run().pass().itemTypes().contains(type);
  }
}
