package io.mailtrek.ledger;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables {@code finding} and {@code workload}. */
final class PreflightRows {
  private static final String ONE = " WHERE pass_id = ? AND mailbox_id = ?";
  private static final String ADD_FINDING =
      """
      INSERT INTO finding (pass_id, mailbox_id, ordinal, side, subject, verdict, observed, advice)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String ADD_WORKLOAD =
      """
      INSERT INTO workload (pass_id, mailbox_id, items, bytes, largest, space_left)
      VALUES (?, ?, ?, ?, ?, ?)\
      """;

  private PreflightRows() {}

  /** Records it in place of what was recorded of the mailbox pass before. */
  static void replace(Connection connection, long passId, long mailboxId, Preflight preflight)
      throws SQLException {
    Database.update(connection, "DELETE FROM finding" + ONE, passId, mailboxId);
    Database.update(connection, "DELETE FROM workload" + ONE, passId, mailboxId);
    try (PreparedStatement statement = connection.prepareStatement(ADD_FINDING)) {
      int ordinal = 0;
      for (Finding finding : preflight.findings()) {
        Database.bind(
            statement,
            passId,
            mailboxId,
            ordinal++,
            finding.side(),
            finding.subject(),
            finding.verdict(),
            finding.text(),
            finding.advice());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    if (preflight.workload().isPresent()) {
      Workload workload = preflight.workload().get();
      OptionalLong left = workload.spaceLeft();
      Database.update(
          connection,
          ADD_WORKLOAD,
          passId,
          mailboxId,
          workload.items(),
          workload.bytes(),
          workload.largest(),
          left.isPresent() ? Optional.of(left.getAsLong()) : Optional.empty());
    }
  }

  /** What is recorded of a mailbox pass; empty when nothing is. */
  static Optional<Preflight> get(Connection connection, long passId, long mailboxId)
      throws SQLException {
    List<Finding> findings =
        Database.list(
            connection,
            "SELECT * FROM finding" + ONE + " ORDER BY ordinal",
            PreflightRows::finding,
            passId,
            mailboxId);
    Optional<Workload> workload =
        Database.first(
            connection, "SELECT * FROM workload" + ONE, PreflightRows::workload, passId, mailboxId);
    return findings.isEmpty() ? Optional.empty() : Optional.of(new Preflight(findings, workload));
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        Side.valueOf(row.getString("side")),
        Finding.Subject.valueOf(row.getString("subject")),
        Verdict.valueOf(row.getString("verdict")),
        row.getString("observed"),
        row.getString("advice"));
  }

  private static Workload workload(ResultSet row) throws SQLException {
    long left = row.getLong("space_left");
    OptionalLong spaceLeft = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(left);
    return new Workload(
        row.getLong("items"), row.getLong("bytes"), row.getLong("largest"), spaceLeft);
  }
}
