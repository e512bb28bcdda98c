package io.mailtrek.camel;

import io.mailtrek.store.ItemType;
import java.util.Set;

/** Lets items pass whose type is both of the pass and of the project. */
public final class ItemTypeFilter implements ItemFilter {
  private final Set<ItemType> projectTypes;

  ItemTypeFilter(Set<ItemType> projectTypes) {
    this.projectTypes = projectTypes;
  }

  @Override
  public boolean accepts(Transfer transfer) {
    ItemType type = transfer.item().type();
    return projectTypes.contains(type) && transfer.run().pass().itemTypes().contains(type);
  }
}
