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
