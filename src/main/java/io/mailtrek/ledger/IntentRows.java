package io.mailtrek.ledger;

import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.FolderPath;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table {@code intent}: the batches that may have been sent and are not settled. */
final class IntentRows {
  /** A column of H2 holds 1,048,576 bytes. */
  private static final int LARGEST_PART = 1_000_000;

  private static final String ADD = "INSERT INTO intent VALUES (?, ?, ?, ?, ?)";
  private static final String FOLDER =
      "SELECT "
          + FolderRow.COLUMNS
          + " FROM intent JOIN folder ON folder.id = intent.folder_id"
          + " WHERE intent.mailbox_id = ? AND intent.id = ? AND part = 0";
  private static final String DELETE = "DELETE FROM intent WHERE mailbox_id = ? AND id = ?";
  private static final String LAST = "SELECT MAX(id) FROM intent WHERE mailbox_id = ?";
  private static final String LIST =
      """
      SELECT intent.id, path, payload FROM intent JOIN folder ON folder.id = intent.folder_id
      WHERE intent.mailbox_id = ? ORDER BY intent.id, part\
      """;

  private IntentRows() {}

  /** Tells how many rows it took. */
  static int add(Connection connection, long mailboxId, long id, long folderId, byte[] payload)
      throws SQLException {
    int part = 0;
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (int from = 0; from < payload.length; from += LARGEST_PART) {
        int to = Math.min(from + LARGEST_PART, payload.length);
        Database.bind(
            statement, mailboxId, id, part++, folderId, Arrays.copyOfRange(payload, from, to));
        statement.executeUpdate();
      }
    }
    return part;
  }

  /** The source folder of a batch; empty when the batch is settled. */
  static Optional<FolderRow> folder(Connection connection, long mailboxId, long id)
      throws SQLException {
    return Database.first(connection, FOLDER, FolderRow::from, mailboxId, id);
  }

  static void delete(Connection connection, long mailboxId, long id) throws SQLException {
    Database.update(connection, DELETE, mailboxId, id);
  }

  /** The highest number, or 0. */
  static long last(Connection connection, long mailboxId) throws SQLException {
    return Database.first(connection, LAST, row -> row.getLong(1), mailboxId).orElse(0L);
  }

  /** All batches of a mailbox, the oldest first. */
  static List<Intent> list(Connection connection, long mailboxId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIST)) {
      Database.bind(statement, mailboxId);
      try (ResultSet row = statement.executeQuery()) {
        List<Intent> intents = new ArrayList<>();
        boolean more = row.next();
        while (more) {
          long id = row.getLong("id");
          FolderPath source = FolderPath.parse(row.getString("path"));
          ByteArrayOutputStream payload = new ByteArrayOutputStream();
          do {
            payload.writeBytes(row.getBytes("payload"));
            more = row.next();
          } while (more && row.getLong("id") == id);
          intents.add(IntentPayload.read(id, source, payload.toByteArray()));
        }
        return intents;
      }
    }
  }
}
