package io.mailtrek.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The column {@code options} of the table {@code mailbox_pass}: settings by their names. */
final class FrozenOptions {
  private static final String ONE = " WHERE pass_id = ? AND mailbox_id = ?";
  private static final String READ = "SELECT options FROM mailbox_pass" + ONE;
  private static final String FREEZE = "UPDATE mailbox_pass SET options = ?" + ONE;

  private static final ObjectMapper JSON = new ObjectMapper();

  private FrozenOptions() {}

  /** What is recorded; empty when nothing is yet. */
  static Optional<SortedMap<String, String>> read(
      Connection connection, long passId, long mailboxId) throws SQLException {
    Optional<String> json =
        Database.first(connection, READ, row -> row.getString(1), passId, mailboxId);
    try {
      return json.isEmpty() || json.get().isEmpty()
          ? Optional.empty()
          : Optional.of(
              JSON.readValue(json.get(), new TypeReference<TreeMap<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new SQLException("Not the JSON that was written: " + json.get(), e);
    }
  }

  /** Records options where none are recorded; what is recorded then. */
  static SortedMap<String, String> freeze(
      Connection connection, long passId, long mailboxId, SortedMap<String, String> options)
      throws SQLException {
    Optional<SortedMap<String, String>> before = read(connection, passId, mailboxId);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      Database.update(connection, FREEZE, JSON.writeValueAsString(options), passId, mailboxId);
      return options;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not for JSON: " + options, e);
    }
  }
}
