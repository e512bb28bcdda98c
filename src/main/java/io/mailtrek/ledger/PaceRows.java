package io.mailtrek.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code pace}. */
final class PaceRows {
  private static final String CHANGE =
      """
      UPDATE pace SET worked_ms = ?, source_wait_ms = ?, destination_wait_ms = ?,
        items_per_second = ?, bytes_per_second = ?, cut_off_bytes = ?
      WHERE pass_id = ? AND mailbox_id = ?\
      """;
  private static final String ADD =
      """
      INSERT INTO pace (worked_ms, source_wait_ms, destination_wait_ms, items_per_second,
        bytes_per_second, cut_off_bytes, pass_id, mailbox_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String GET = "SELECT * FROM pace WHERE pass_id = ?";
  private static final String EFFORTS =
      """
      SELECT p.mailbox_id, SUM(p.worked_ms) AS worked_ms, SUM(m.migrated) AS migrated,
        SUM(m.bytes) AS bytes
      FROM pace p JOIN mailbox_pass m ON m.pass_id = p.pass_id AND m.mailbox_id = p.mailbox_id
      GROUP BY p.mailbox_id\
      """;

  private PaceRows() {}

  static void put(Connection connection, long passId, long mailboxId, Pace pace)
      throws SQLException {
    Object[] values = {
      pace.worked().toMillis(),
      pace.sourceWait().toMillis(),
      pace.destinationWait().toMillis(),
      pace.itemsPerSecond(),
      pace.bytesPerSecond(),
      pace.cutOffBytes(),
      passId,
      mailboxId
    };
    if (Database.update(connection, CHANGE, values) == 0) {
      Database.update(connection, ADD, values);
    }
  }

  static Optional<Pace> get(Connection connection, long passId, long mailboxId)
      throws SQLException {
    return Database.first(
        connection, GET + " AND mailbox_id = ?", PaceRows::from, passId, mailboxId);
  }

  static Map<Long, Pace> ofPass(Connection connection, long passId) throws SQLException {
    Map<Long, Pace> paces = new TreeMap<>();
    Database.list(connection, GET, row -> paces.put(row.getLong("mailbox_id"), from(row)), passId);
    return paces;
  }

  static Map<Long, Effort> efforts(Connection connection) throws SQLException {
    Map<Long, Effort> efforts = new TreeMap<>();
    Database.list(
        connection,
        EFFORTS,
        row ->
            efforts.put(
                row.getLong("mailbox_id"),
                new Effort(
                    Duration.ofMillis(row.getLong("worked_ms")),
                    row.getLong("migrated"),
                    row.getLong("bytes"))));
    return efforts;
  }

  private static Pace from(ResultSet row) throws SQLException {
    return new Pace(
        Duration.ofMillis(row.getLong("worked_ms")),
        Duration.ofMillis(row.getLong("source_wait_ms")),
        Duration.ofMillis(row.getLong("destination_wait_ms")),
        row.getDouble("items_per_second"),
        row.getDouble("bytes_per_second"),
        row.getLong("cut_off_bytes"));
  }
}
