package io.mailtrek.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a query that all have to be met, with their parameters. */
final class Conditions {
  private final List<String> all = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /** One more condition with its parameters. */
  Conditions and(String condition, Object... parameters) {
    all.add(condition);
    values.addAll(List.of(parameters));
    return this;
  }

  /** A condition with one parameter, where that is given. */
  Conditions and(String condition, Optional<?> parameter) {
    parameter.ifPresent(value -> and(condition, new Object[] {value}));
    return this;
  }

  /** A column that is one of some values; any where there are none. */
  Conditions andIn(String column, List<?> among) {
    return among.isEmpty()
        ? this
        : and(column + " IN (" + "?, ".repeat(among.size() - 1) + "?)", among.toArray());
  }

  /** {@code WHERE …}, or nothing. */
  String where() {
    return all.isEmpty() ? "" : "WHERE " + String.join(" AND ", all);
  }

  /** The parameters, with others after them. */
  Object[] values(Object... more) {
    List<Object> joined = new ArrayList<>(values);
    joined.addAll(List.of(more));
    return joined.toArray();
  }
}
