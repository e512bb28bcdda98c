package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that could not be migrated, and was not migrated later.
 *
 * @param mailboxId the mailbox
 * @param passId the last pass in which it failed
 * @param folder its folder at the source
 * @param type what it is
 * @param key its id in the folder
 * @param errorClass the class of the exception
 * @param message what failed, what the server said and what to do
 * @param itemDate when it was created
 * @param size its size in bytes, 0 when unknown
 * @param at when it failed
 * @param problem what kind of thing went wrong; empty when an older version recorded it
 * @param validity what the key is valid under; empty where that does not matter
 * @param originPassId the pass that wanted the item: a retry only tries again what another one
 *     wanted
 * @param quarantined the file that holds the content, where it is kept in quarantine
 */
public record Failure(
    long mailboxId,
    long passId,
    FolderPath folder,
    ItemType type,
    ItemKey key,
    String errorClass,
    String message,
    Optional<Instant> itemDate,
    long size,
    Instant at,
    Optional<Problem> problem,
    String validity,
    long originPassId,
    Optional<String> quarantined) {

  /** The key of a failure that is that of a whole folder. */
  public static final ItemKey WHOLE_FOLDER = new ItemKey("*");

  /** The folder of the item. */
  public Place place() {
    return new Place(folder, type);
  }

  /** Whether it is that of a whole folder. */
  public boolean wholeFolder() {
    return key.equals(WHOLE_FOLDER);
  }
}
