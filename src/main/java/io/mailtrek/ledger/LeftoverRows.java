package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The table {@code leftover}. */
final class LeftoverRows {
  private static final String DELETE = "DELETE FROM leftover WHERE pass_id = ? AND mailbox_id = ?";
  private static final String ADD =
      """
      INSERT INTO leftover (pass_id, mailbox_id, ordinal, path, item_type, item_key, outcome, reason,
        message, item_date, size)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String LIST =
      """
      SELECT l.* FROM leftover l JOIN mailbox m ON m.id = l.mailbox_id WHERE l.pass_id = ?
      ORDER BY m.source, m.destination, l.ordinal FETCH FIRST ? ROWS ONLY\
      """;

  private LeftoverRows() {}

  static void replace(
      Connection connection, long passId, long mailboxId, Collection<Leftover> leftovers)
      throws SQLException {
    Database.update(connection, DELETE, passId, mailboxId);
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      int ordinal = 0;
      for (Leftover leftover : leftovers) {
        Database.bind(
            statement,
            passId,
            mailboxId,
            ordinal++,
            leftover.folder().toString(),
            leftover.type(),
            leftover.key().value(),
            leftover.outcome(),
            leftover.reason(),
            leftover.message(),
            leftover.date(),
            leftover.size());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static List<Leftover> list(Connection connection, long passId, int most) throws SQLException {
    return Database.list(connection, LIST, LeftoverRows::from, passId, most);
  }

  private static Leftover from(ResultSet row) throws SQLException {
    return new Leftover(
        row.getLong("mailbox_id"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        new ItemKey(row.getString("item_key")),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        row.getString("message"),
        Database.instant(row, "item_date"),
        row.getLong("size"));
  }
}
