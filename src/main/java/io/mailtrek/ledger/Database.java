package io.mailtrek.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.MVStoreException;

/** Runs SQL in transactions, and turns what goes wrong into {@link LedgerException}. */
final class Database {
  private static final int ATTEMPTS = 5;

  /** A deadlock, a lock not given in time, or a row that another transaction added just before. */
  private static final Set<String> RACES = Set.of("40001", "40P01", "HYT00", "23505");

  private static final String CLOSED = "90098";

  /** What H2 says of a connection or a database that was closed. */
  private static final Set<String> BROKEN = Set.of("90067", CLOSED, "90121");

  private final HikariDataSource pool;
  private final String url;
  private final GroupCommit groupCommit = new GroupCommit(this);

  /** What is done in one transaction. It may be done again, so it changes nothing in memory. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  interface Row<T> {
    T from(ResultSet row) throws SQLException;
  }

  Database(HikariDataSource pool, String url) {
    this.pool = pool;
    this.url = url;
  }

  /**
   * Does the work and commits. What loses against another transaction is done again, and so is what
   * lost its connection before the commit, because the process that served the database ended.
   *
   * @param what what is being done, to begin the message with: "read the passes"
   */
  <T> T transaction(String what, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      boolean[] committing = {false};
      try {
        return once(work, committing);
      } catch (SQLException e) {
        boolean broken = isBroken(e);
        if (broken) {
          pool.getHikariPoolMXBean().softEvictConnections();
        }
        if (attempt == ATTEMPTS || !(RACES.contains(state(e)) || (broken && !committing[0]))) {
          throw LedgerException.of("Could not " + what, url, e);
        }
      }
    }
  }

  /**
   * Like {@link #transaction}, but together with what other threads write at the same time. For
   * what is written often, and from several threads.
   */
  <T> T grouped(String what, Work<T> work) {
    return groupCommit.transaction(what, work);
  }

  /**
   * Whether the connection is of no use any more. H2 closes a database whose file it could not
   * write.
   */
  private static boolean isBroken(SQLException e) {
    return BROKEN.contains(state(e))
        || state(e).startsWith("08")
        || e.getCause() instanceof MVStoreException;
  }

  private <T> T once(Work<T> work, boolean[] committing) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        committing[0] = true;
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | AssertionError e) {
        rollback(connection, e);
        throw e;
      }
    } catch (AssertionError e) {
      // See H2File: the database was closed meanwhile, and its connections don't notice.
      throw new SQLException("The database was closed", CLOSED, e);
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException | AssertionError e) {
      cause.addSuppressed(e);
    }
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  /** Changes rows and tells how many. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Adds a row and tells its generated id. */
  static long insert(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
      bind(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** All rows. */
  static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(row.from(rows));
        }
        return all;
      }
    }
  }

  /** The first row. */
  static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... values)
      throws SQLException {
    return list(connection, sql, row, values).stream().findFirst();
  }

  /** Sets all parameters; an instant is set as a time in UTC, an enum as its name. */
  static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value instanceof Instant instant) {
        statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
      } else if (value instanceof Enum<?> constant) {
        statement.setString(i + 1, constant.name());
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** The time in a column that may be null. */
  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
