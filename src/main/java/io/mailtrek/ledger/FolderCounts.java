package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the items of one source folder in one mailbox pass.
 *
 * @param path the folder at the source
 * @param type what it holds
 * @param counts the numbers
 * @param filteredBy the filtered items by the name of the filter
 * @param skippedBy the skipped items by reason
 */
public record FolderCounts(
    FolderPath path,
    ItemType type,
    Counts counts,
    SortedMap<String, Long> filteredBy,
    SortedMap<String, Long> skippedBy) {

  /** Makes the maps immutable. */
  public FolderCounts {
    filteredBy = Collections.unmodifiableSortedMap(new TreeMap<>(filteredBy));
    skippedBy = Collections.unmodifiableSortedMap(new TreeMap<>(skippedBy));
  }
}
