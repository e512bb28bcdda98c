package io.mailtrek.store.exchange.form;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A series as Exchange holds it, in the days of its own zone.
 *
 * @param start the first day on which it may take place
 * @param end the last one
 * @param count how often it takes place, where that ends it
 */
record Series(Pattern pattern, LocalDate start, Optional<LocalDate> end, Optional<Integer> count) {
  /** A rule without an end is not followed for ever. */
  private static final int MOST = 20_000;

  /** Its days in their order; those of a series without an end are many. */
  Stream<LocalDate> dates() {
    return pattern
        .from(start)
        .limit(count.orElse(MOST))
        .takeWhile(date -> end.filter(date::isAfter).isEmpty());
  }

  /** The number of a day, counted from 1; empty where it does not take place. */
  Optional<Integer> index(LocalDate date) {
    int index = 1;
    for (LocalDate each : (Iterable<LocalDate>) dates()::iterator) {
      if (!each.isBefore(date)) {
        return each.equals(date) ? Optional.of(index) : Optional.empty();
      }
      index++;
    }
    return Optional.empty();
  }
}
