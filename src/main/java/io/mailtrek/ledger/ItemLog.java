package io.mailtrek.ledger;

import io.mailtrek.ledger.MigratedItem.Place;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up what was migrated. Safe for use by many threads. */
public final class ItemLog {
  private static final String LIST =
      """
      SELECT i.folder_id, f.path, f.item_type, i.item_key, f.validity, i.destination_id, i.item_date,
        i.size, i.pass_id, i.adopted
      FROM item i JOIN folder f ON f.id = i.folder_id
      """;
  private static final String FOLDERS =
      "SELECT id FROM folder WHERE mailbox_id = ? AND id >= ? ORDER BY id";
  private static final String FOLDERS_OF_PATH =
      "SELECT id FROM folder WHERE mailbox_id = ? AND id >= ? AND path = ? ORDER BY id";

  /** PostgreSQL takes 65,535 parameters; a shorter list is as quick. */
  private static final int KEYS_AT_ONCE = 500;

  private final Database database;

  ItemLog(Database database) {
    this.database = database;
  }

  /**
   * The items that a query asks for, folder by folder.
   *
   * @param after where to go on; {@link Place#START} to begin
   * @param limit how many at most
   */
  public List<MigratedItem> find(ItemQuery query, Place after, int limit) {
    return database.transaction("look up items", c -> find(c, query, after, limit));
  }

  /** A folder at a time, so that each page begins where the index has it. */
  private static List<MigratedItem> find(
      Connection connection, ItemQuery query, Place after, int limit) throws SQLException {
    List<MigratedItem> found = new ArrayList<>();
    for (long folder : folders(connection, query, after)) {
      String from = folder == after.folderId() ? after.key() : "";
      Conditions conditions =
          new Conditions()
              .and("i.folder_id = ?", folder)
              .and("i.item_key > ?", from)
              .and("i.item_key = ?", query.key())
              .and("i.item_date >= ?", query.from().map(Instant::getEpochSecond))
              .and("i.item_date < ?", query.before().map(Instant::getEpochSecond))
              .and("i.pass_id = ?", query.pass())
              .and("i.adopted = ?", query.adopted());
      found.addAll(
          Database.list(
              connection,
              LIST
                  + conditions.where()
                  + " ORDER BY i.folder_id, i.item_key FETCH FIRST "
                  + (limit - found.size())
                  + " ROWS ONLY",
              ItemLog::from,
              conditions.values()));
      if (found.size() >= limit) {
        break;
      }
    }
    return found;
  }

  private static List<Long> folders(Connection connection, ItemQuery query, Place after)
      throws SQLException {
    return query.folder().isPresent()
        ? Database.list(
            connection,
            FOLDERS_OF_PATH,
            row -> row.getLong(1),
            query.mailboxId(),
            after.folderId(),
            query.folder().get())
        : Database.list(
            connection, FOLDERS, row -> row.getLong(1), query.mailboxId(), after.folderId());
  }

  /** Those of some items of a folder that are migrated. */
  public Map<ItemKey, MigratedItem> find(
      long mailboxId, FolderPath folder, ItemType type, String validity, Collection<ItemKey> keys) {
    List<ItemKey> all = List.copyOf(keys);
    return database.transaction(
        "look up items",
        c -> {
          Map<ItemKey, MigratedItem> found = new HashMap<>();
          for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
            List<ItemKey> some = all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE));
            Conditions conditions =
                new Conditions()
                    .and("f.mailbox_id = ?", mailboxId)
                    .and("f.path = ?", folder.toString())
                    .and("f.item_type = ?", type.name())
                    .and("f.validity = ?", validity)
                    .andIn("i.item_key", some.stream().map(ItemKey::value).toList());
            Database.list(c, LIST + conditions.where(), ItemLog::from, conditions.values())
                .forEach(item -> found.put(item.key(), item));
          }
          return found;
        });
  }

  private static MigratedItem from(ResultSet row) throws SQLException {
    long seconds = row.getLong("item_date");
    Optional<Instant> date =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    String key = row.getString("item_key");
    return new MigratedItem(
        new Place(row.getLong("folder_id"), key),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        new ItemKey(key),
        row.getString("validity"),
        row.getString("destination_id"),
        date,
        row.getLong("size"),
        row.getLong("pass_id"),
        row.getBoolean("adopted"));
  }
}
