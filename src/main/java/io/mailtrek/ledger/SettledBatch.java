package io.mailtrek.ledger;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Trace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The items of a batch that were delivered, on their way into the tables. All rows go by one
 * statement with arrays, which is faster than one statement a row, and one round trip.
 *
 * @param folder the source folder
 * @param passId the pass that delivers
 * @param traces the items of the batch that were delivered
 * @param delivered what became of them
 */
record SettledBatch(
    FolderRow folder, long passId, List<Trace> traces, Map<ItemKey, Delivered> delivered) {
  private static final String ADD_ITEMS =
      """
      INSERT INTO item
      SELECT ?, b.k, b.d, b.f, b.t, b.s, ?, b.a
      FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BYTEA ARRAY),
        CAST(? AS BIGINT ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS BOOLEAN ARRAY))
        AS b (k, d, f, t, s, a)
      WHERE NOT EXISTS (SELECT 1 FROM item WHERE folder_id = ? AND item_key = b.k)\
      """;
  private static final String FORGET_FAILURES =
      """
      DELETE FROM failure WHERE mailbox_id = ? AND path = ? AND item_type = ?
      AND item_key IN (SELECT k FROM UNNEST(CAST(? AS VARCHAR ARRAY)) AS b (k))\
      """;

  static SettledBatch of(
      FolderRow folder, long passId, Intent intent, Map<ItemKey, Delivered> delivered) {
    List<Trace> traces =
        intent.traces().stream().filter(trace -> delivered.containsKey(trace.key())).toList();
    if (traces.size() != delivered.size()) {
      throw new IllegalArgumentException("Delivered items are not of batch " + intent.id());
    }
    return new SettledBatch(folder, passId, traces, delivered);
  }

  /** Adds the items that have no row yet to the tables, and forgets that any of them failed. */
  void write(Connection connection) throws SQLException {
    if (traces.isEmpty()) {
      return;
    }
    int added = addItems(connection);
    if (added == traces.size()) {
      List<Trace> written = traces.stream().filter(trace -> !delivery(trace).adopted()).toList();
      long bytes = written.stream().mapToLong(Trace::size).sum();
      new FolderPassCounts(written.size(), added - written.size(), bytes)
          .add(connection, folder.id(), passId);
    } else {
      FolderPassCounts.recount(connection, folder.id(), passId);
    }
    forgetFailures(connection);
  }

  private int addItems(Connection connection) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD_ITEMS)) {
      add.setLong(1, folder.id());
      add.setLong(2, passId);
      add.setArray(3, connection.createArrayOf("VARCHAR", column(trace -> trace.key().value())));
      add.setArray(
          4, connection.createArrayOf("VARCHAR", column(t -> delivery(t).destinationId())));
      add.setArray(
          5, connection.createArrayOf("BYTEA", column(trace -> Fingerprint.of(trace).bytes())));
      add.setArray(
          6, connection.createArrayOf("BIGINT", column(trace -> trace.date().orElse(null))));
      add.setArray(7, connection.createArrayOf("BIGINT", column(Trace::size)));
      add.setArray(8, connection.createArrayOf("BOOLEAN", column(t -> delivery(t).adopted())));
      add.setLong(9, folder.id());
      return add.executeUpdate();
    }
  }

  private void forgetFailures(Connection connection) throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_FAILURES)) {
      Database.bind(forget, folder.mailboxId(), folder.path().toString(), folder.type());
      forget.setArray(4, connection.createArrayOf("VARCHAR", column(trace -> trace.key().value())));
      forget.executeUpdate();
    }
  }

  private Delivered delivery(Trace trace) {
    return delivered.get(trace.key());
  }

  private Object[] column(Function<Trace, Object> value) {
    return traces.stream().map(value).toArray();
  }
}
