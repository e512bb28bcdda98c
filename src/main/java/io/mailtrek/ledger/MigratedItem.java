package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that is at the destination.
 *
 * @param place where it stands in the ledger, to go on from there
 * @param folder its folder at the source
 * @param type what it is
 * @param key its key in the folder
 * @param validity what the key is valid under
 * @param destinationId its id at the destination; empty when the destination did not tell it
 * @param date when it was created
 * @param size its size in bytes
 * @param passId the pass that brought it there
 * @param adopted whether it was found there, and not written
 */
public record MigratedItem(
    Place place,
    FolderPath folder,
    ItemType type,
    ItemKey key,
    String validity,
    String destinationId,
    Optional<Instant> date,
    long size,
    long passId,
    boolean adopted) {

  /**
   * A place in the order in which the ledger holds items.
   *
   * @param folderId the folder under its validity
   * @param key the last item before
   */
  public record Place(long folderId, String key) {
    /** Before all items. */
    public static final Place START = new Place(0, "");
  }
}
