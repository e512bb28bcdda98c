package io.mailtrek.ledger;

import io.mailtrek.ledger.FormerItems.Former;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.ItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table {@code item}: what was migrated. Its rows are added by {@link SettledBatch}. */
final class ItemRows {
  /** H2 keeps up to 40,000 rows of a result in memory, and writes longer ones to a file. */
  private static final int PAGE = 30_000;

  private static final String PAGE_OF_FOLDER =
      " FROM item WHERE folder_id = ? AND item_key > ? ORDER BY folder_id, item_key FETCH FIRST "
          + PAGE
          + " ROWS ONLY";
  private static final String KEYS = "SELECT item_key" + PAGE_OF_FOLDER;
  private static final String FINGERPRINTS = "SELECT item_key, fingerprint" + PAGE_OF_FOLDER;
  private static final String COPIES =
      "SELECT item_key, destination_id, fingerprint" + PAGE_OF_FOLDER;
  private static final String ANY = "SELECT 1 FROM item WHERE folder_id = ? FETCH FIRST 1 ROW ONLY";
  private static final String DELIVERED =
      "SELECT destination_id, adopted FROM item WHERE folder_id = ? AND item_key = ?";
  private static final String RECORDED =
      "SELECT destination_id FROM item WHERE folder_id IN"
          + " (SELECT id FROM folder WHERE mailbox_id = ?) AND destination_id = ANY(?)";
  private static final String MOVE =
      "UPDATE item SET folder_id = ?, item_key = ? WHERE folder_id = ? AND item_key = ?";

  private ItemRows() {}

  /** What is done with one row. */
  private interface EachRow {
    void accept(ResultSet row) throws SQLException;
  }

  /** Adds the keys of all items of a folder. */
  static int keys(Connection connection, long folderId, KeySet keys) throws SQLException {
    return pages(connection, KEYS, folderId, row -> keys.add(row.getString(1)));
  }

  /** Adds all items of a folder. */
  static int formerItems(Connection connection, long folderId, FormerItems items)
      throws SQLException {
    return pages(
        connection,
        FINGERPRINTS,
        folderId,
        row -> items.add(folderId, row.getString(1), Fingerprint.of(row.getBytes(2))));
  }

  /** Takes where an item was delivered. */
  interface EachCopy {
    /** The id is empty when the destination did not tell it. */
    void accept(String destinationId, Fingerprint fingerprint);
  }

  /** Hands on where all items of a folder were delivered. */
  static int copies(Connection connection, long folderId, EachCopy each) throws SQLException {
    return pages(
        connection,
        COPIES,
        folderId,
        row -> each.accept(row.getString(2), Fingerprint.of(row.getBytes(3))));
  }

  private static int pages(Connection connection, String sql, long folderId, EachRow each)
      throws SQLException {
    int count = 0;
    int before;
    String last = "";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      do {
        before = count;
        Database.bind(statement, folderId, last);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            each.accept(rows);
            last = rows.getString(1);
            count++;
          }
        }
      } while (count - before == PAGE);
    }
    return count;
  }

  /** Whether a folder has any item. */
  static boolean hasAny(Connection connection, long folderId) throws SQLException {
    return Database.first(connection, ANY, row -> true, folderId).orElse(false);
  }

  /**
   * As which of some copies items of any folder of a mailbox were delivered. That is asked after
   * interruptions only, so it looks through all items of the mailbox once: an index would be
   * written with each item.
   */
  static Set<String> copies(Connection connection, long mailboxId, Set<String> destinationIds)
      throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(RECORDED)) {
      statement.setLong(1, mailboxId);
      statement.setArray(2, connection.createArrayOf("varchar", destinationIds.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  /** What is recorded of an item. */
  static Optional<Delivered> delivered(Connection connection, long folderId, ItemKey key)
      throws SQLException {
    return Database.first(
        connection,
        DELIVERED,
        row -> new Delivered(row.getString(1), row.getBoolean(2), 0),
        folderId,
        key.value());
  }

  /** Gives items a new folder and new keys. */
  static int move(Connection connection, long folderId, Map<ItemKey, Former> items)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      for (Map.Entry<ItemKey, Former> item : items.entrySet()) {
        Former former = item.getValue();
        Database.bind(statement, folderId, item.getKey().value(), former.folderId(), former.key());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }
}
