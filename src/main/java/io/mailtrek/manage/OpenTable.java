package io.mailtrek.manage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Turns objects into the tables of JMX, which every client can show without having our classes.
 * Safe for use by many threads once its columns are added.
 *
 * @param <T> what a row is about
 */
final class OpenTable<T> {
  private final String name;
  private final String description;
  private final List<String> keys;
  private final List<Column<T>> columns = new ArrayList<>();

  private record Column<T>(
      String name, String description, OpenType<?> type, Function<T, ?> value) {}

  /**
   * A table without columns.
   *
   * @param keys the columns that together are another in every row
   */
  OpenTable(String name, String description, String... keys) {
    this.name = name;
    this.description = description;
    this.keys = List.of(keys);
  }

  /** Adds a column of texts. */
  OpenTable<T> text(String column, String meaning, Function<T, String> value) {
    return add(column, meaning, SimpleType.STRING, value);
  }

  /** Adds a column of whole numbers. */
  OpenTable<T> number(String column, String meaning, Function<T, Long> value) {
    return add(column, meaning, SimpleType.LONG, value);
  }

  /** Adds a column of yes or no. */
  OpenTable<T> flag(String column, String meaning, Function<T, Boolean> value) {
    return add(column, meaning, SimpleType.BOOLEAN, value);
  }

  /** Adds a column of points in time in UTC, as in 2026-08-24T13:00:00Z; empty where none is. */
  OpenTable<T> time(String column, String meaning, Function<T, Optional<Instant>> value) {
    return text(column, meaning, row -> value.apply(row).map(Instant::toString).orElse(""));
  }

  private OpenTable<T> add(String column, String meaning, OpenType<?> type, Function<T, ?> value) {
    columns.add(new Column<>(column, meaning, type, value));
    return this;
  }

  /** The table with a row for each. */
  TabularData of(Collection<T> rows) {
    try {
      TabularData table =
          new TabularDataSupport(
              new TabularType(name, description, rowType(), keys.toArray(String[]::new)));
      for (T row : rows) {
        table.put(row(row));
      }
      return table;
    } catch (OpenDataException e) {
      throw new IllegalStateException("The table " + name + " is wrong", e);
    }
  }

  /** One row by itself. */
  CompositeData row(T row) {
    try {
      return new CompositeDataSupport(
          rowType(), names(), columns.stream().map(column -> column.value().apply(row)).toArray());
    } catch (OpenDataException e) {
      throw new IllegalStateException("A row of the table " + name + " is wrong", e);
    }
  }

  private CompositeType rowType() throws OpenDataException {
    return new CompositeType(
        name + "-row",
        description,
        names(),
        columns.stream().map(Column::description).toArray(String[]::new),
        columns.stream().map(Column::type).toArray(OpenType<?>[]::new));
  }

  private String[] names() {
    return columns.stream().map(Column::name).toArray(String[]::new);
  }
}
