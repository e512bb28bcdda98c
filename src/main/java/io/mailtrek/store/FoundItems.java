package io.mailtrek.store;

import java.util.List;

/**
 * What a search has found in one folder.
 *
 * @param state the folder as it was then, with what the keys are valid under
 * @param keys the items
 */
public record FoundItems(FolderState state, List<ItemKey> keys) {

  /** Makes the list immutable. */
  public FoundItems {
    keys = List.copyOf(keys);
  }
}
