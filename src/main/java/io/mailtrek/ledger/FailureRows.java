package io.mailtrek.ledger;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code failure}. */
final class FailureRows {
  private static final String DELETE =
      "DELETE FROM failure WHERE mailbox_id = ? AND path = ? AND item_type = ? AND item_key = ?";
  private static final String ADD =
      """
      INSERT INTO failure (mailbox_id, path, item_type, item_key, pass_id, error_class, message,
        item_date, size, failed_at, problem, validity, origin_pass_id, quarantined)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String MIGRATED =
      """
      SELECT 1 FROM folder f JOIN item i ON i.folder_id = f.id
      WHERE f.mailbox_id = ? AND f.path = ? AND f.item_type = ? AND f.validity = ?
      AND i.item_key = ?\
      """;

  private static final String FORGET_EARLIER =
      """
      DELETE FROM failure WHERE mailbox_id = ? AND pass_id <> ?
      AND EXISTS (SELECT 1 FROM pass WHERE id = ?
        AND (pass_type IN (?, ?) OR (pass_type <> ? AND failure.item_key = ?)))\
      """;

  private static final String GROUPS =
      """
      SELECT problem, COUNT(*) AS failures, COUNT(DISTINCT mailbox_id) AS mailboxes,
        MIN(message) AS example
      FROM failure %s GROUP BY problem ORDER BY COUNT(*) DESC, problem\
      """;

  private static final String LAST_OF_EACH =
      "WHERE id IN (SELECT MAX(id) FROM failure GROUP BY mailbox_id)";

  private FailureRows() {}

  /**
   * Forgets what failed in earlier passes and was tried anew by a completed one: all folders, and
   * by a Full pass all items, by a Retry what had failed; a verification tries nothing. What is
   * still there failed again in this pass.
   */
  static void forgetEarlier(Connection connection, long mailboxId, long passId)
      throws SQLException {
    Database.update(
        connection,
        FORGET_EARLIER,
        mailboxId,
        passId,
        passId,
        PassType.FULL,
        PassType.RETRY,
        PassType.VERIFY,
        Failure.WHOLE_FOLDER.value());
  }

  /**
   * Adds failures, in place of those of the same items. One that is migrated by now, because
   * another connection took it over, has none.
   */
  static void put(Connection connection, Collection<Failure> failures) throws SQLException {
    for (Failure failure : failures) {
      String path = failure.folder().toString();
      String key = failure.key().value();
      Database.update(connection, DELETE, failure.mailboxId(), path, failure.type(), key);
      if (migrated(connection, failure)) {
        continue;
      }
      Database.update(
          connection,
          ADD,
          failure.mailboxId(),
          path,
          failure.type(),
          key,
          failure.passId(),
          failure.errorClass(),
          failure.message(),
          failure.itemDate(),
          failure.size(),
          failure.at(),
          failure.problem().map(Problem::word).orElse(""),
          failure.validity(),
          failure.originPassId(),
          failure.quarantined());
    }
  }

  private static boolean migrated(Connection connection, Failure failure) throws SQLException {
    return Database.first(
            connection,
            MIGRATED,
            row -> true,
            failure.mailboxId(),
            failure.folder().toString(),
            failure.type(),
            failure.validity(),
            failure.key().value())
        .isPresent();
  }

  static List<Failure> list(Connection connection, String which, Object... values)
      throws SQLException {
    return Database.list(
        connection,
        "SELECT * FROM failure " + which + " ORDER BY mailbox_id, id",
        FailureRows::from,
        values);
  }

  static List<Failure> page(Connection connection, FailureQuery query, long offset, int limit)
      throws SQLException {
    Conditions conditions =
        new Conditions()
            .andIn("mailbox_id", query.mailboxIds())
            .and("pass_id = ?", query.pass())
            .and("path = ?", query.folder())
            .and("item_key = ?", query.key())
            .and("error_class = ?", query.errorClass())
            .and("problem = ?", query.problem())
            .and("item_date >= ?", query.from())
            .and("item_date < ?", query.before());
    return Database.list(
        connection,
        "SELECT * FROM failure "
            + conditions.where()
            + " ORDER BY mailbox_id, id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
        FailureRows::from,
        conditions.values(offset, limit));
  }

  static Map<Long, Long> counts(Connection connection) throws SQLException {
    Map<Long, Long> counts = new TreeMap<>();
    Database.list(
        connection,
        "SELECT mailbox_id, COUNT(*) FROM failure GROUP BY mailbox_id",
        row -> counts.put(row.getLong(1), row.getLong(2)));
    return counts;
  }

  static long count(Connection connection, long mailboxId) throws SQLException {
    return Database.first(
            connection,
            "SELECT COUNT(*) FROM failure WHERE mailbox_id = ?",
            row -> row.getLong(1),
            mailboxId)
        .orElse(0L);
  }

  static List<FailureGroup> groups(
      Connection connection, List<Long> mailboxIds, Optional<Long> pass) throws SQLException {
    Conditions conditions =
        new Conditions().andIn("mailbox_id", mailboxIds).and("pass_id = ?", pass);
    return Database.list(
        connection,
        GROUPS.formatted(conditions.where()),
        row ->
            new FailureGroup(
                Problem.of(row.getString("problem")),
                row.getLong("failures"),
                row.getLong("mailboxes"),
                row.getString("example")),
        conditions.values());
  }

  static Map<Long, Failure> lastOfEach(Connection connection) throws SQLException {
    Map<Long, Failure> last = new TreeMap<>();
    for (Failure failure : list(connection, LAST_OF_EACH)) {
      last.put(failure.mailboxId(), failure);
    }
    return last;
  }

  private static Failure from(ResultSet row) throws SQLException {
    return new Failure(
        row.getLong("mailbox_id"),
        row.getLong("pass_id"),
        FolderPath.parse(row.getString("path")),
        ItemType.valueOf(row.getString("item_type")),
        new ItemKey(row.getString("item_key")),
        row.getString("error_class"),
        row.getString("message"),
        Database.instant(row, "item_date"),
        row.getLong("size"),
        Database.instant(row, "failed_at").orElseThrow(),
        Problem.of(row.getString("problem")),
        row.getString("validity"),
        row.getLong("origin_pass_id"),
        Optional.ofNullable(row.getString("quarantined")));
  }
}
