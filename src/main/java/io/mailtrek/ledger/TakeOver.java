package io.mailtrek.ledger;

import io.mailtrek.ledger.FormerItems.Former;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Trace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the items that a folder had under former validities to its new one, each to the key under
 * which it is seen again. Safe for use by many threads.
 */
final class TakeOver {
  private static final int BATCH = 200;
  private static final String FORMER_FOLDERS =
      """
      SELECT id FROM folder
      WHERE mailbox_id = ? AND path = ? AND item_type = ? AND validity <> ? ORDER BY id DESC\
      """;

  private final Database database;
  private final FolderRow folder;
  private final Map<ItemKey, Former> taken = new LinkedHashMap<>();
  private Optional<FormerItems> formerItems = Optional.empty();

  /**
   * @param former whether there are rows of the folder under other validities
   */
  TakeOver(Database database, FolderRow folder, boolean former) {
    this.database = database;
    this.folder = folder;
    this.formerItems = former ? Optional.empty() : Optional.of(new FormerItems());
  }

  /** Whether there are items under former validities that were not taken. */
  synchronized boolean hasFormerItems() {
    return formerItems
        .map(items -> items.left() > 0)
        .orElseGet(
            () ->
                database.transaction(
                    "look for former items of " + folder.path(),
                    c -> {
                      for (long former : formerFolders(c)) {
                        if (ItemRows.hasAny(c, former)) {
                          return true;
                        }
                      }
                      return false;
                    }));
  }

  /** Takes an item with the fingerprint of this one; false when none is left. */
  synchronized boolean take(Trace trace) {
    if (formerItems.isEmpty()) {
      formerItems = Optional.of(load());
    }
    Optional<Former> former = formerItems.get().take(Fingerprint.of(trace));
    former.ifPresent(item -> taken.put(trace.key(), item));
    if (taken.size() >= BATCH) {
      flush();
    }
    return former.isPresent();
  }

  private FormerItems load() {
    return database.transaction(
        "read the former items of " + folder.path(),
        c -> {
          FormerItems items = new FormerItems();
          for (long former : formerFolders(c)) {
            ItemRows.formerItems(c, former, items);
          }
          return items;
        });
  }

  private List<Long> formerFolders(Connection connection) throws SQLException {
    return Database.list(
        connection,
        FORMER_FOLDERS,
        row -> row.getLong(1),
        folder.mailboxId(),
        folder.path().toString(),
        folder.type(),
        folder.validity());
  }

  /** Makes durable what was taken. */
  synchronized void flush() {
    if (!taken.isEmpty()) {
      database.transaction(
          "take over items of " + folder.path(),
          c -> {
            RepairRows.move(c, folder.id(), taken);
            return ItemRows.move(c, folder.id(), taken);
          });
      taken.clear();
    }
  }
}
