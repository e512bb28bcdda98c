package io.mailtrek.store.exchange;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import java.util.Optional;

/**
 * A folder of a mailbox.
 *
 * @param id what requests name it by
 * @param path where it is
 * @param type what it holds
 * @param role what it is for
 * @param count how many items it has
 */
record ExchangeFolder(String id, FolderPath path, ItemType type, FolderRole role, long count) {

  Place place() {
    return new Place(path, type);
  }

  SourceFolder asSource() {
    return new SourceFolder(
        path, type, role, true, true, Optional.of(new FolderState("", "", count)));
  }
}
