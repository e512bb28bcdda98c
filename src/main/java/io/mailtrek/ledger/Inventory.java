package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the ledger holds, for people who look into it. Safe for use by many threads. */
public final class Inventory {
  private static final String TOTALS =
      """
      SELECT (SELECT COUNT(*) FROM mailbox) AS mailboxes,
        (SELECT COALESCE(SUM(migrated + adopted), 0) FROM folder_pass) AS items,
        (SELECT COALESCE(SUM(bytes), 0) FROM folder_pass) AS bytes,
        (SELECT COUNT(*) FROM failure) AS failures,
        (SELECT COUNT(*) FROM intent WHERE part = 0) AS doubts\
      """;
  private static final String FOLDERS =
      """
      SELECT destination, path, item_type, validity, settled_next, COUNT(*) AS items,
        SUM(CASE WHEN adopted THEN 0 ELSE size END) AS bytes
      FROM mailbox JOIN folder ON folder.mailbox_id = mailbox.id
      JOIN item ON item.folder_id = folder.id
      WHERE source = ? GROUP BY folder.id, destination, path, item_type, validity, settled_next
      ORDER BY destination, path, item_type, folder.id\
      """;
  private static final String ITEMS =
      """
      SELECT destination, path, item_type, validity, item.*
      FROM mailbox JOIN folder ON folder.mailbox_id = mailbox.id
      JOIN item ON item.folder_id = folder.id
      WHERE source = ? AND path = ? AND item_key = ? ORDER BY destination, item_type, folder.id\
      """;
  private static final String AT_WORK =
      """
      SELECT pass_id FROM mailbox_pass JOIN mailbox ON mailbox.id = mailbox_pass.mailbox_id
      WHERE source = ? AND status IN ('PROCESSING', 'STOPPING')\
      """;
  private static final String FORGET = "DELETE FROM item WHERE folder_id = ? AND item_key = ?";
  private static final String COUNT_DOWN =
      """
      UPDATE folder_pass SET migrated = migrated - ?, adopted = adopted - ?, bytes = bytes - ?
      WHERE folder_id = ? AND pass_id = ?\
      """;
  private static final String LIST_AGAIN =
      "UPDATE folder SET settled_next = NULL, settled_count = NULL WHERE id = ?";

  private final Database database;

  Inventory(Database database) {
    this.database = database;
  }

  /**
   * How much there is.
   *
   * @param mailboxes the mailboxes that were ever part of a pass
   * @param items the items that are at the destination
   * @param bytes the size of those that were written there
   * @param failures the items that failed and were not migrated since
   * @param doubts the batches that were sent and are not confirmed
   */
  public record Totals(long mailboxes, long items, long bytes, long failures, long doubts) {}

  /**
   * A source folder under one validity of its keys.
   *
   * @param destination the mailbox's address at the destination
   * @param path its path at the source
   * @param type what its items are
   * @param validity what the keys of its items are valid under
   * @param settled whether all of it was migrated when it was listed last
   * @param items the items that are at the destination
   * @param bytes the size of those that were written there
   */
  public record Folder(
      String destination,
      FolderPath path,
      ItemType type,
      String validity,
      boolean settled,
      long items,
      long bytes) {}

  /**
   * An item that is at the destination.
   *
   * @param destination the mailbox's address at the destination
   * @param path its folder at the source
   * @param type what it is
   * @param validity what its key is valid under
   * @param key its key at the source
   * @param destinationId its id at the destination; empty when that did not tell it
   * @param date when it was created
   * @param size its size in bytes
   * @param passId the pass that migrated it
   * @param adopted whether it was found at the destination
   */
  public record Entry(
      String destination,
      FolderPath path,
      ItemType type,
      String validity,
      ItemKey key,
      String destinationId,
      Optional<Instant> date,
      long size,
      long passId,
      boolean adopted) {}

  /** How much there is in all. */
  public Totals totals() {
    return database.transaction(
        "count what the ledger holds",
        c ->
            Database.first(
                    c,
                    TOTALS,
                    row ->
                        new Totals(
                            row.getLong("mailboxes"),
                            row.getLong("items"),
                            row.getLong("bytes"),
                            row.getLong("failures"),
                            row.getLong("doubts")))
                .orElseThrow());
  }

  /**
   * The source folders of a mailbox from which anything was migrated.
   *
   * @param mailbox the source address
   */
  public List<Folder> folders(String mailbox) {
    return database.transaction(
        "read the folders of " + mailbox,
        c -> Database.list(c, FOLDERS, Inventory::folder, address(mailbox)));
  }

  private static Folder folder(ResultSet row) throws SQLException {
    return new Folder(
        row.getString("destination"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        row.getString("validity"),
        row.getString("settled_next") != null,
        row.getLong("items"),
        row.getLong("bytes"));
  }

  /**
   * What is recorded of an item: nothing when it was not migrated; several rows when the keys of
   * its folder were valid under others before.
   *
   * @param mailbox the source address
   */
  public List<Entry> find(String mailbox, FolderPath folder, ItemKey key) {
    return database.transaction(
        "look up item " + key,
        c ->
            Database.list(
                c, ITEMS, Inventory::entry, address(mailbox), folder.toString(), key.value()));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    long seconds = row.getLong("item_date");
    Optional<Instant> date =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    return new Entry(
        row.getString("destination"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        row.getString("validity"),
        new ItemKey(row.getString("item_key")),
        row.getString("destination_id"),
        date,
        row.getLong("size"),
        row.getLong("pass_id"),
        row.getBoolean("adopted"));
  }

  /**
   * Forgets that an item was migrated, so that the next pass migrates it again: a second time where
   * it is still at the destination.
   *
   * @param mailbox the source address
   * @return how many rows were forgotten; 0 when it was not migrated
   * @throws IllegalStateException when the mailbox is being worked on, which knows its items by
   *     heart
   */
  public int forget(String mailbox, FolderPath folder, ItemKey key) {
    return database.transaction(
        "forget item " + key, c -> forget(c, address(mailbox), folder.toString(), key));
  }

  private static int forget(Connection connection, String mailbox, String path, ItemKey key)
      throws SQLException {
    Optional<Long> pass =
        Database.first(connection, AT_WORK, row -> row.getLong("pass_id"), mailbox);
    if (pass.isPresent()) {
      throw new IllegalStateException(
          "Pass " + pass.get() + " works on " + mailbox + " now. Stop it, or wait for its end.");
    }
    List<Row> rows = Database.list(connection, ITEMS, Row::from, mailbox, path, key.value());
    for (Row row : rows) {
      Database.update(connection, FORGET, row.folderId(), key.value());
      Database.update(connection, LIST_AGAIN, row.folderId());
      Database.update(
          connection,
          COUNT_DOWN,
          row.adopted() ? 0 : 1,
          row.adopted() ? 1 : 0,
          row.adopted() ? 0 : row.size(),
          row.folderId(),
          row.passId());
    }
    return rows.size();
  }

  private record Row(long folderId, long passId, boolean adopted, long size) {
    static Row from(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("folder_id"),
          row.getLong("pass_id"),
          row.getBoolean("adopted"),
          row.getLong("size"));
    }
  }

  private static String address(String mailbox) {
    return mailbox.toLowerCase(Locale.ROOT);
  }
}
