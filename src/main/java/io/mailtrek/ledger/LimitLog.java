package io.mailtrek.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Limits that were changed while passes run. Safe for use by many threads and processes. */
public final class LimitLog {
  private static final String LIST = "SELECT * FROM changed_limit";
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

  /** The last change of each limit, by its name; without those that were taken back. */
  public Map<String, Change> all() {
    Map<String, Change> all = new TreeMap<>();
    database
        .transaction(
            "read the limits",
            c -> Database.list(c, LIST, row -> Map.entry(row.getString("name"), Change.from(row))))
        .forEach(change -> all.put(change.getKey(), change.getValue()));
    return all;
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
