package io.mailtrek.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of {@link Counts}, which two tables have. */
final class CountColumns {
  /** The names, in the order of {@link #values}. */
  static final String NAMES =
      "listed, migrated, already_migrated, adopted, filtered, skipped, failed, bytes,"
          + " dropped_keywords";

  /** An assignment of a parameter to each. */
  static final String ASSIGNED = NAMES.replace(",", " = ?,") + " = ?";

  /** The sum of each, under the same name. */
  static final String SUMS =
      Stream.of(NAMES.split(", "))
          .map(name -> "SUM(" + name + ") AS " + name)
          .collect(Collectors.joining(", "));

  private CountColumns() {}

  static Counts from(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("listed"),
        row.getLong("migrated"),
        row.getLong("already_migrated"),
        row.getLong("adopted"),
        row.getLong("filtered"),
        row.getLong("skipped"),
        row.getLong("failed"),
        row.getLong("bytes"),
        row.getLong("dropped_keywords"));
  }

  /** The values, with others after them. */
  static Object[] values(Counts counts, Object... more) {
    Object[] values = new Object[9 + more.length];
    long[] numbers = {
      counts.listed(),
      counts.migrated(),
      counts.alreadyMigrated(),
      counts.adopted(),
      counts.filtered(),
      counts.skipped(),
      counts.failed(),
      counts.bytes(),
      counts.droppedKeywords()
    };
    for (int i = 0; i < numbers.length; i++) {
      values[i] = numbers[i];
    }
    System.arraycopy(more, 0, values, numbers.length, more.length);
    return values;
  }
}
