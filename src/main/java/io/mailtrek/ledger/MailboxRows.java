package io.mailtrek.ledger;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table {@code mailbox}. */
final class MailboxRows {
  private static final String LIST = "SELECT id, source, destination FROM mailbox ";
  private static final String ADD = "INSERT INTO mailbox (source, destination) VALUES (?, ?)";

  private MailboxRows() {}

  static List<MailboxRecord> all(Connection connection) throws SQLException {
    return list(connection, "ORDER BY source, destination");
  }

  /** The number of each, in the same order; what is not known is added. */
  static List<Long> ids(Connection connection, List<MailboxPair> mailboxes) throws SQLException {
    Set<MailboxPair> unknown = new LinkedHashSet<>(mailboxes);
    Map<MailboxPair, Long> ids = known(connection, unknown);
    unknown.removeAll(ids.keySet());
    if (!unknown.isEmpty()) {
      add(connection, unknown);
      ids.putAll(known(connection, unknown));
    }
    return mailboxes.stream().map(ids::get).toList();
  }

  /** The numbers of those that are known; maybe of others, too. */
  private static Map<MailboxPair, Long> known(
      Connection connection, Collection<MailboxPair> mailboxes) throws SQLException {
    // One statement for any number of mailboxes: each would be a round trip to the database.
    String[] sources =
        mailboxes.stream().map(MailboxPair::source).distinct().toArray(String[]::new);
    Map<MailboxPair, Long> ids = new HashMap<>();
    for (MailboxRecord mailbox : list(connection, "WHERE source = ANY(?)", (Object) sources)) {
      ids.put(new MailboxPair(mailbox.source(), mailbox.destination()), mailbox.id());
    }
    return ids;
  }

  private static void add(Connection connection, Collection<MailboxPair> mailboxes)
      throws SQLException {
    // In one order everywhere, or two that add the same mailboxes would wait for each other.
    List<MailboxPair> ordered =
        mailboxes.stream()
            .sorted(comparing(MailboxPair::source).thenComparing(MailboxPair::destination))
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (MailboxPair mailbox : ordered) {
        Database.bind(statement, mailbox.source(), mailbox.destination());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static List<MailboxRecord> list(Connection connection, String which, Object... values)
      throws SQLException {
    return Database.list(
        connection,
        LIST + which,
        row -> new MailboxRecord(row.getLong(1), row.getString(2), row.getString(3)),
        values);
  }
}
