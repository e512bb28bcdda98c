package io.mailtrek.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table {@code folder_count}. */
final class FolderCountRows {
  private static final String DELETE =
      "DELETE FROM folder_count WHERE pass_id = ? AND mailbox_id = ?";
  private static final String ADD =
      "INSERT INTO folder_count ("
          + CountColumns.NAMES
          + ", pass_id, mailbox_id, ordinal, path, item_type, filtered_by, skipped_by)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String LIST =
      "SELECT * FROM folder_count WHERE pass_id = ? AND mailbox_id = ? ORDER BY ordinal";

  private static final String BY_TYPE =
      "SELECT mailbox_id, item_type, "
          + CountColumns.SUMS
          + " FROM folder_count WHERE pass_id = ? GROUP BY mailbox_id, item_type";
  private static final String REASONS =
      """
      SELECT mailbox_id, filtered_by, skipped_by FROM folder_count
      WHERE pass_id = ? AND (filtered > 0 OR skipped > 0)\
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private FolderCountRows() {}

  static void replace(
      Connection connection, long passId, long mailboxId, Collection<FolderCounts> folders)
      throws SQLException {
    Database.update(connection, DELETE, passId, mailboxId);
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      int ordinal = 0;
      for (FolderCounts folder : folders) {
        Database.bind(
            statement,
            CountColumns.values(
                folder.counts(),
                passId,
                mailboxId,
                ordinal++,
                folder.path().toString(),
                folder.type(),
                json(folder.filteredBy()),
                json(folder.skippedBy())));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static List<FolderCounts> list(Connection connection, long passId, long mailboxId)
      throws SQLException {
    return Database.list(connection, LIST, FolderCountRows::from, passId, mailboxId);
  }

  /** The sums of each item type in a pass, by mailbox. */
  static Map<Long, SortedMap<ItemType, Counts>> byType(Connection connection, long passId)
      throws SQLException {
    Map<Long, SortedMap<ItemType, Counts>> sums = new TreeMap<>();
    Database.list(
        connection,
        BY_TYPE,
        row ->
            sums.computeIfAbsent(row.getLong("mailbox_id"), id -> new TreeMap<>())
                .put(ItemType.valueOf(row.getString("item_type")), CountColumns.from(row)),
        passId);
    return sums;
  }

  /** The sums of the reasons in a pass, by mailbox. */
  static Map<Long, Reasons> reasons(Connection connection, long passId) throws SQLException {
    Map<Long, Reasons> sums = new TreeMap<>();
    Database.list(
        connection,
        REASONS,
        row ->
            sums.merge(
                row.getLong("mailbox_id"),
                new Reasons(
                    numbers(row.getString("filtered_by")), numbers(row.getString("skipped_by"))),
                Reasons::plus),
        passId);
    return sums;
  }

  private static FolderCounts from(ResultSet row) throws SQLException {
    return new FolderCounts(
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        CountColumns.from(row),
        numbers(row.getString("filtered_by")),
        numbers(row.getString("skipped_by")));
  }

  private static String json(SortedMap<String, Long> numbers) {
    try {
      return JSON.writeValueAsString(numbers);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not for JSON: " + numbers, e);
    }
  }

  private static SortedMap<String, Long> numbers(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("Not the JSON that was written: " + json, e);
    }
  }
}
