package io.mailtrek.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Limits that were changed while passes run. Safe for use by many threads and processes. */
public final class LimitLog {
  private static final String FIND = "SELECT * FROM changed_limit WHERE name = ?";
  private static final String CHANGE =
      "UPDATE changed_limit SET amount = ?, in_place_of = ?, changed_at = ? WHERE name = ?";
  private static final String ADD =
      "INSERT INTO changed_limit (amount, in_place_of, changed_at, name) VALUES (?, ?, ?, ?)";
  private static final String REMOVE = "DELETE FROM changed_limit WHERE name = ?";

  private final Database database;

  LimitLog(Database database) {
    this.database = database;
  }

  /**
   * A change.
   *
   * @param amount what the limit was set to
   * @param inPlaceOf what the configuration said then
   * @param at when
   */
  public record Change(long amount, long inPlaceOf, Instant at) {

    private static Change from(ResultSet row) throws SQLException {
      return new Change(
          row.getLong("amount"),
          row.getLong("in_place_of"),
          Database.instant(row, "changed_at").orElseThrow());
    }
  }

  /** The last change of a limit; empty when there was none, or it was taken back. */
  public Optional<Change> find(String limit) {
    return database.transaction(
        "read the limits", c -> Database.first(c, FIND, Change::from, limit));
  }

  /** Records a change in place of the one before. */
  public void put(String limit, Change change) {
    database.transaction(
        "change the limit",
        c -> {
          Object[] values = {change.amount(), change.inPlaceOf(), change.at(), limit};
          return Database.update(c, CHANGE, values) > 0 || Database.update(c, ADD, values) > 0;
        });
  }

  /** Takes the change of a limit back. */
  public void remove(String limit) {
    database.transaction("change the limit", c -> Database.update(c, REMOVE, limit));
  }
}
