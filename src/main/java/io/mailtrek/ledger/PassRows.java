package io.mailtrek.ledger;

import io.mailtrek.store.ItemType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code pass}. */
final class PassRows {
  private static final String ADD =
      """
      INSERT INTO pass (pass_type, item_types, cut_off, cut_off_rule, submitted_at, start_at,
        schedule_key, adopt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String ADD_MAILBOX =
      "INSERT INTO mailbox_pass (pass_id, mailbox_id, status) VALUES (?, ?, 'SUBMITTED')";

  private static final String RESCHEDULE =
      """
      UPDATE pass SET start_at = ? WHERE id = ? AND EXISTS (SELECT 1 FROM mailbox_pass m
        WHERE m.pass_id = pass.id AND m.status = 'SUBMITTED')\
      """;

  private PassRows() {}

  /** Adds a pass and its mailboxes. */
  static long add(Connection connection, PassRequest request, Optional<String> scheduleKey)
      throws SQLException {
    long id =
        Database.insert(
            connection,
            ADD,
            request.type(),
            text(request.itemTypes()),
            request.cutOff(),
            request.cutOffRule(),
            Instant.now(),
            request.startAt(),
            scheduleKey,
            request.adopt());
    try (PreparedStatement statement = connection.prepareStatement(ADD_MAILBOX)) {
      for (long mailboxId : request.mailboxIds()) {
        Database.bind(statement, id, mailboxId);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    return id;
  }

  static boolean reschedule(Connection connection, long id, Optional<Instant> startAt)
      throws SQLException {
    return Database.update(connection, RESCHEDULE, startAt, id) > 0;
  }

  static boolean isScheduled(Connection connection, String scheduleKey) throws SQLException {
    return Database.first(
            connection, "SELECT 1 FROM pass WHERE schedule_key = ?", row -> true, scheduleKey)
        .isPresent();
  }

  static List<PassRecord> list(Connection connection, String which, Object... values)
      throws SQLException {
    return Database.list(connection, "SELECT * FROM pass " + which, PassRows::from, values);
  }

  private static PassRecord from(ResultSet row) throws SQLException {
    return new PassRecord(
        row.getLong("id"),
        PassType.valueOf(row.getString("pass_type")),
        itemTypes(row.getString("item_types")),
        Database.instant(row, "cut_off"),
        Optional.ofNullable(row.getString("cut_off_rule")),
        Database.instant(row, "submitted_at").orElseThrow(),
        Database.instant(row, "start_at"),
        row.getBoolean("adopt"));
  }

  private static String text(Set<ItemType> types) {
    return types.stream().sorted().map(ItemType::name).collect(Collectors.joining(","));
  }

  private static Set<ItemType> itemTypes(String text) {
    return Stream.of(text.split(","))
        .filter(name -> !name.isEmpty())
        .map(ItemType::valueOf)
        .collect(Collectors.toSet());
  }
}
