package io.mailtrek.ledger;

import io.mailtrek.ledger.FormerItems.Former;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code repair}. A row is written before the repaired item is sent, so it says something
 * only together with the item's own row of the same pass.
 */
final class RepairRows {
  private static final String DELETE = "DELETE FROM repair WHERE folder_id = ? AND item_key = ?";
  private static final String ADD =
      """
      INSERT INTO repair (folder_id, item_key, pass_id, repairs, original, repaired_at)
      VALUES (?, ?, ?, ?, ?, ?)\
      """;
  private static final String LIST =
      """
      SELECT r.*, f.mailbox_id, f.path, f.item_type
      FROM repair r JOIN folder f ON f.id = r.folder_id
        JOIN item i ON i.folder_id = r.folder_id AND i.item_key = r.item_key
          AND i.pass_id = r.pass_id
      ORDER BY f.mailbox_id, r.repaired_at, r.item_key\
      """;
  private static final String ANY =
      "SELECT 1 FROM repair WHERE folder_id = ? FETCH FIRST 1 ROW ONLY";
  private static final String MOVE =
      "UPDATE repair SET folder_id = ?, item_key = ? WHERE folder_id = ? AND item_key = ?";

  private RepairRows() {}

  /** Puts what is known of an item in the place of what was known. */
  static int put(
      Connection connection,
      long folderId,
      ItemKey key,
      long passId,
      String repairs,
      Optional<String> original)
      throws SQLException {
    remove(connection, folderId, key);
    return Database.update(
        connection, ADD, folderId, key.value(), passId, repairs, original, Instant.now());
  }

  static int remove(Connection connection, long folderId, ItemKey key) throws SQLException {
    return Database.update(connection, DELETE, folderId, key.value());
  }

  /** Those that were migrated so. */
  static List<Repaired> list(Connection connection) throws SQLException {
    return Database.list(connection, LIST, RepairRows::from);
  }

  /** Follows items to their new folder and keys. */
  static void move(Connection connection, long folderId, Map<ItemKey, Former> items)
      throws SQLException {
    List<Long> formerFolders = items.values().stream().map(Former::folderId).distinct().toList();
    for (long former : formerFolders) {
      if (Database.first(connection, ANY, row -> true, former).isPresent()) {
        move(connection, folderId, items, former);
      }
    }
  }

  private static void move(
      Connection connection, long folderId, Map<ItemKey, Former> items, long former)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      for (Map.Entry<ItemKey, Former> item : items.entrySet()) {
        if (item.getValue().folderId() == former) {
          Database.bind(statement, folderId, item.getKey().value(), former, item.getValue().key());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private static Repaired from(ResultSet row) throws SQLException {
    return new Repaired(
        row.getLong("mailbox_id"),
        row.getLong("pass_id"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        new ItemKey(row.getString("item_key")),
        row.getString("repairs"),
        Optional.ofNullable(row.getString("original")),
        Database.instant(row, "repaired_at").orElseThrow());
  }
}
