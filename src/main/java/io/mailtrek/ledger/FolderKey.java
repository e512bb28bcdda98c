package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;

/**
 * What the ledger knows a source folder by.
 *
 * @param validity what the keys of its items are valid under, see {@link
 *     io.mailtrek.store.FolderState#validity}
 */
public record FolderKey(FolderPath path, ItemType type, String validity) {
  boolean isOf(FolderRow row) {
    return row.path().equals(path) && row.type() == type && row.validity().equals(validity);
  }
}
