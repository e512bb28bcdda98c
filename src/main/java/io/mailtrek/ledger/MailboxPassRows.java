package io.mailtrek.ledger;

import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table {@code mailbox_pass}. */
final class MailboxPassRows {
  /** The statuses that change again, as a list in SQL. */
  static final String UNFINISHED =
      MailboxPassStatus.UNFINISHED.stream()
          .map(status -> "'" + status.name() + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private static final String LIST =
      """
      SELECT p.*, m.source, m.destination
      FROM mailbox_pass p JOIN mailbox m ON m.id = p.mailbox_id\
      """;
  private static final String ONE = " WHERE pass_id = ? AND mailbox_id = ?";
  private static final String CHANGE =
      "UPDATE mailbox_pass SET status = ?, ended_at = ?, pause_reason = '', paused_until = NULL"
          + ONE
          + " AND status = ?";
  private static final String STOP =
      """
      UPDATE mailbox_pass
      SET status = CASE status WHEN 'PROCESSING' THEN 'STOPPING' ELSE 'STOPPED' END,
        ended_at = CASE status WHEN 'PROCESSING' THEN ended_at ELSE ? END,
        pause_reason = '', paused_until = NULL
      WHERE pass_id = ? AND mailbox_id = ? AND status IN ('SUBMITTED', 'QUEUED', 'PROCESSING')\
      """;
  private static final String ARE_STOPPING =
      "SELECT mailbox_id FROM mailbox_pass WHERE pass_id = ? AND status = 'STOPPING'";
  private static final String BEGIN =
      "UPDATE mailbox_pass SET status = 'PROCESSING', attempts = attempts + 1,"
          + " pause_reason = '', paused_until = NULL,"
          + " started_at = COALESCE(started_at, ?)"
          + ONE
          + " AND status IN ('SUBMITTED', 'QUEUED', 'PROCESSING')";
  private static final String PAUSE =
      "UPDATE mailbox_pass SET pause_reason = ?, paused_until = ?" + ONE;
  private static final String PROGRESS =
      "UPDATE mailbox_pass SET " + CountColumns.ASSIGNED + ", expected = ?" + ONE;
  private static final String END =
      "UPDATE mailbox_pass SET "
          + CountColumns.ASSIGNED
          + ", status = ?, message = ?, problem = ?, ended_at = ?, pause_reason = '', paused_until = NULL"
          + ONE
          + " AND status IN "
          + UNFINISHED;
  private static final String LAST_BEGUN =
      """
      SELECT pass_id FROM mailbox_pass JOIN pass ON pass.id = pass_id
      WHERE started_at IS NOT NULL AND pass_type <> 'VERIFY'
      ORDER BY pass_id DESC FETCH FIRST 1 ROW ONLY\
      """;
  private static final String SUMS =
      "SELECT pass_id, " + CountColumns.SUMS + " FROM mailbox_pass GROUP BY pass_id";
  private static final String SUMS_BY_STATUS =
      "SELECT pass_id, status, COUNT(*) AS mailboxes, MIN(started_at) AS first_start,"
          + " MAX(CASE WHEN started_at IS NOT NULL THEN ended_at END) AS last_end,"
          + " COUNT(CASE WHEN started_at IS NOT NULL AND ended_at IS NULL THEN 1 END) AS under_way, "
          + CountColumns.SUMS
          + " FROM mailbox_pass WHERE pass_id = ANY(?) GROUP BY pass_id, status";
  private static final String STATUS = "SELECT status FROM mailbox_pass" + ONE;

  private static final String ONE_UNFINISHED =
      "SELECT mailbox_id FROM mailbox_pass WHERE pass_id = ? AND status IN "
          + UNFINISHED
          + " FETCH FIRST 1 ROW ONLY";

  private static final String EARLIER =
      """
      SELECT pass_id FROM mailbox_pass
      WHERE mailbox_id = ? AND pass_id < ? AND status IN ('QUEUED', 'PROCESSING', 'STOPPING')
      FETCH FIRST 1 ROW ONLY\
      """;

  private static final String DUE =
      """
      WHERE status = 'SUBMITTED'
        AND pass_id IN (SELECT id FROM pass WHERE start_at IS NULL OR start_at <= ?)\
      """;
  private static final String QUEUE_DUE = "UPDATE mailbox_pass SET status = 'QUEUED' " + DUE;

  private static final String PAUSE_QUEUED =
      "UPDATE mailbox_pass SET pause_reason = ?, paused_until = ?"
          + " WHERE status = 'QUEUED' AND pause_reason <> ?";
  private static final String ANY_GOT_ON =
      """
      SELECT 1 FROM mailbox_pass WHERE pass_id = ? AND (status = 'COMPLETED' OR listed > 0)
      FETCH FIRST 1 ROW ONLY\
      """;
  private static final String WAITING =
      """
      SELECT mailbox_id FROM mailbox_pass
      WHERE pass_id = ? AND status IN ('SUBMITTED', 'QUEUED') ORDER BY mailbox_id\
      """;
  private static final String FAIL_WAITING =
      "UPDATE mailbox_pass SET status = 'FAILED', message = ?, problem = ?, ended_at = ?"
          + ONE
          + " AND status IN ('SUBMITTED', 'QUEUED')";

  private MailboxPassRows() {}

  static List<MailboxPassRecord> list(Connection connection, String which, Object... values)
      throws SQLException {
    return Database.list(connection, LIST + " " + which, MailboxPassRows::from, values);
  }

  private static MailboxPassRecord from(ResultSet row) throws SQLException {
    return new MailboxPassRecord(
        row.getLong("pass_id"),
        row.getLong("mailbox_id"),
        row.getString("source"),
        row.getString("destination"),
        MailboxPassStatus.valueOf(row.getString("status")),
        Database.instant(row, "started_at"),
        Database.instant(row, "ended_at"),
        row.getInt("attempts"),
        row.getString("message"),
        row.getLong("expected"),
        pause(row),
        CountColumns.from(row),
        Problem.of(row.getString("problem")));
  }

  private static Optional<Pause> pause(ResultSet row) throws SQLException {
    String reason = row.getString("pause_reason");
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pause(reason, Database.instant(row, "paused_until")));
  }

  /** All, by mailbox, the newest first. */
  static Map<Long, List<MailboxPassRecord>> histories(Connection connection) throws SQLException {
    return list(connection, "ORDER BY mailbox_id, pass_id DESC").stream()
        .collect(Collectors.groupingBy(MailboxPassRecord::mailboxId));
  }

  static Optional<Long> lastBegun(Connection connection) throws SQLException {
    return Database.first(connection, LAST_BEGUN, row -> row.getLong(1));
  }

  /** The sums over the mailboxes of each pass. */
  static SortedMap<Long, Counts> sums(Connection connection) throws SQLException {
    SortedMap<Long, Counts> sums = new TreeMap<>();
    Database.list(
        connection, SUMS, row -> sums.put(row.getLong("pass_id"), CountColumns.from(row)));
    return sums;
  }

  /** The sums over the mailboxes of some passes, without those that have none. */
  static Map<Long, PassSums> sums(Connection connection, Collection<Long> passIds)
      throws SQLException {
    Map<Long, PassSums> sums = new HashMap<>();
    Database.list(
        connection,
        SUMS_BY_STATUS,
        row -> sums.merge(row.getLong("pass_id"), sumsOfStatus(row), PassSums::plus),
        (Object) passIds.toArray(Long[]::new));
    return sums;
  }

  private static PassSums sumsOfStatus(ResultSet row) throws SQLException {
    return new PassSums(
        row.getLong("mailboxes"),
        Set.of(MailboxPassStatus.valueOf(row.getString("status"))),
        CountColumns.from(row),
        Database.instant(row, "first_start"),
        Database.instant(row, "last_end"),
        row.getLong("under_way") > 0);
  }

  static Optional<MailboxPassStatus> status(Connection connection, long passId, long mailboxId)
      throws SQLException {
    return Database.first(
        connection, STATUS, row -> MailboxPassStatus.valueOf(row.getString(1)), passId, mailboxId);
  }

  static boolean change(
      Connection connection,
      long passId,
      long mailboxId,
      MailboxPassStatus from,
      MailboxPassStatus to)
      throws SQLException {
    Optional<Instant> end = to.finished() ? Optional.of(Instant.now()) : Optional.empty();
    return Database.update(connection, CHANGE, to, end, passId, mailboxId, from) > 0;
  }

  /** Stops what waits, asks what is under way to stop, and tells which were not finished. */
  static List<Long> stop(Connection connection, long passId, Collection<Long> mailboxIds)
      throws SQLException {
    List<Long> ordered = mailboxIds.stream().distinct().sorted().toList();
    if (ordered.isEmpty()) {
      return List.of();
    }
    Optional<Instant> now = Optional.of(Instant.now());
    int[] changed;
    try (PreparedStatement statement = connection.prepareStatement(STOP)) {
      for (long mailboxId : ordered) {
        Database.bind(statement, now, passId, mailboxId);
        statement.addBatch();
      }
      changed = statement.executeBatch();
    }
    Set<Long> stopping =
        Set.copyOf(Database.list(connection, ARE_STOPPING, row -> row.getLong(1), passId));
    return IntStream.range(0, changed.length)
        .filter(i -> changed[i] > 0 || stopping.contains(ordered.get(i)))
        .mapToObj(ordered::get)
        .toList();
  }

  static List<MailboxPassRecord> queueDue(Connection connection, Instant now) throws SQLException {
    List<MailboxPassRecord> due = list(connection, DUE, now);
    if (!due.isEmpty()) {
      Database.update(connection, QUEUE_DUE, now);
    }
    return due;
  }

  static Map<MailboxPassStatus, Long> countByStatus(Connection connection) throws SQLException {
    return Database.list(
            connection,
            "SELECT status, COUNT(*) FROM mailbox_pass GROUP BY status",
            row -> Map.entry(MailboxPassStatus.valueOf(row.getString(1)), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static boolean allFinished(Connection connection, long passId) throws SQLException {
    return Database.first(connection, ONE_UNFINISHED, row -> row.getLong(1), passId).isEmpty();
  }

  static boolean earlierIsUnderWay(Connection connection, long mailboxId, long passId)
      throws SQLException {
    return Database.first(connection, EARLIER, row -> true, mailboxId, passId).isPresent();
  }

  static boolean begin(Connection connection, long passId, long mailboxId) throws SQLException {
    return Database.update(connection, BEGIN, Instant.now(), passId, mailboxId) > 0;
  }

  static void progress(
      Connection connection, long passId, long mailboxId, Counts counts, long expected)
      throws SQLException {
    Database.update(connection, PROGRESS, CountColumns.values(counts, expected, passId, mailboxId));
  }

  static int pause(Connection connection, long passId, long mailboxId, Optional<Pause> pause)
      throws SQLException {
    return Database.update(
        connection,
        PAUSE,
        pause.map(Pause::reason).orElse(""),
        pause.flatMap(Pause::until),
        passId,
        mailboxId);
  }

  static int pauseQueued(Connection connection, Optional<Pause> pause) throws SQLException {
    String reason = pause.map(Pause::reason).orElse("");
    return Database.update(connection, PAUSE_QUEUED, reason, pause.flatMap(Pause::until), reason);
  }

  static boolean end(
      Connection connection,
      long passId,
      long mailboxId,
      MailboxPassStatus status,
      String message,
      Optional<Problem> problem,
      Counts counts)
      throws SQLException {
    return Database.update(
            connection,
            END,
            CountColumns.values(
                counts, status, message, word(problem), Instant.now(), passId, mailboxId))
        > 0;
  }

  /** Fails the mailboxes of a pass that wait, unless one has got further; tells which. */
  static List<Long> failWaiting(Connection connection, long passId, String message, Problem problem)
      throws SQLException {
    if (Database.first(connection, ANY_GOT_ON, row -> true, passId).isPresent()) {
      return List.of();
    }
    List<Long> failed = new ArrayList<>();
    for (long mailboxId :
        Database.list(connection, WAITING, row -> row.getLong("mailbox_id"), passId)) {
      if (Database.update(
              connection, FAIL_WAITING, message, problem.word(), Instant.now(), passId, mailboxId)
          > 0) {
        failed.add(mailboxId);
      }
    }
    return failed;
  }

  private static String word(Optional<Problem> problem) {
    return problem.map(Problem::word).orElse("");
  }
}
