package io.mailtrek.ledger;

import java.time.LocalDate;

/** How many bytes of messages went each day. Safe for use by many threads and processes. */
public final class TrafficLog {
  private static final String ADD =
      "UPDATE traffic SET bytes = bytes + ? WHERE side = ? AND utc_day = ?";
  private static final String BEGIN = "INSERT INTO traffic (bytes, side, utc_day) VALUES (?, ?, ?)";
  private static final String SUM = "SELECT bytes FROM traffic WHERE side = ? AND utc_day = ?";

  private final Database database;

  TrafficLog(Database database) {
    this.database = database;
  }

  /**
   * Adds bytes.
   *
   * @param side of the project
   * @param day in UTC
   * @return how many there are in that day now
   */
  public long add(String side, LocalDate day, long bytes) {
    return database.transaction(
        "record the bytes of the day",
        connection -> {
          if (Database.update(connection, ADD, bytes, side, day) == 0) {
            Database.update(connection, BEGIN, bytes, side, day);
          }
          return Database.first(connection, SUM, row -> row.getLong(1), side, day).orElseThrow();
        });
  }
}
