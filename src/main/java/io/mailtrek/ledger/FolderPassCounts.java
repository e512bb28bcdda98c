package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of the table {@code folder_pass}: how many item rows of a folder one pass wrote.
 *
 * @param migrated those that it wrote to the destination
 * @param adopted those that it found there
 * @param bytes the size of those that it wrote
 */
public record FolderPassCounts(long migrated, long adopted, long bytes) {
  static final FolderPassCounts NOTHING = new FolderPassCounts(0, 0, 0);
  private static final String GET =
      "SELECT migrated, adopted, bytes FROM folder_pass WHERE folder_id = ? AND pass_id = ?";
  private static final String ADD =
      """
      UPDATE folder_pass SET migrated = migrated + ?, adopted = adopted + ?, bytes = bytes + ?
      WHERE folder_id = ? AND pass_id = ?\
      """;
  private static final String BEGIN =
      """
      INSERT INTO folder_pass (migrated, adopted, bytes, folder_id, pass_id)
      VALUES (?, ?, ?, ?, ?)\
      """;
  private static final String DELETE =
      "DELETE FROM folder_pass WHERE folder_id = ? AND pass_id = ?";
  private static final String RECOUNT =
      """
      SELECT COUNT(CASE WHEN NOT adopted THEN 1 END) AS migrated,
        COUNT(CASE WHEN adopted THEN 1 END) AS adopted, COALESCE(SUM(CASE WHEN NOT adopted THEN size END), 0) AS bytes
      FROM item WHERE folder_id = ? AND pass_id = ?\
      """;

  private static final String BY_FOLDER =
      """
      SELECT f.path, f.item_type, SUM(c.migrated + c.adopted) AS items, SUM(c.bytes) AS bytes
      FROM folder_pass c JOIN folder f ON f.id = c.folder_id JOIN pass p ON p.id = c.pass_id
      WHERE f.mailbox_id = ? AND p.pass_type = ? GROUP BY f.path, f.item_type\
      """;

  static FolderPassCounts get(Connection connection, long folderId, long passId)
      throws SQLException {
    return read(connection, GET, folderId, passId);
  }

  /** The sums over all passes of a type, by source folder. */
  static Map<Place, MailboxLedger.Migrated> byFolder(
      Connection connection, long mailboxId, PassType type) throws SQLException {
    return Database.list(
            connection,
            BY_FOLDER,
            row ->
                Map.entry(
                    new Place(
                        FolderPath.parse(row.getString("path")),
                        ItemType.valueOf(row.getString("item_type"))),
                    new MailboxLedger.Migrated(row.getLong("items"), row.getLong("bytes"))),
            mailboxId,
            type)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Counts the item rows anew, which reads all of the folder. */
  static void recount(Connection connection, long folderId, long passId) throws SQLException {
    FolderPassCounts counted = read(connection, RECOUNT, folderId, passId);
    Database.update(connection, DELETE, folderId, passId);
    counted.add(connection, folderId, passId);
  }

  private static FolderPassCounts read(
      Connection connection, String sql, long folderId, long passId) throws SQLException {
    return Database.first(
            connection,
            sql,
            row ->
                new FolderPassCounts(
                    row.getLong("migrated"), row.getLong("adopted"), row.getLong("bytes")),
            folderId,
            passId)
        .orElse(NOTHING);
  }

  /** Adds these to the row, and makes it where there is none. */
  void add(Connection connection, long folderId, long passId) throws SQLException {
    Object[] values = {migrated, adopted, bytes, folderId, passId};
    if (Database.update(connection, ADD, values) == 0) {
      Database.update(connection, BEGIN, values);
    }
  }
}
