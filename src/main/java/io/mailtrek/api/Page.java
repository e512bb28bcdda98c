package io.mailtrek.api;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Some entries of a long list.
 *
 * @param entries those
 * @param next what {@code after} has to be to get the next ones; empty at the end
 */
record Page<T>(List<T> entries, Optional<String> next) {

  /** The part of a whole list that a request asks for. */
  static <T> Page<T> of(List<T> all, Parameters parameters) {
    int from = (int) Math.min(parameters.offset(), all.size());
    int to = (int) Math.min((long) from + parameters.limit(), all.size());
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  /**
   * A part that a database has cut out.
   *
   * @param found the entries, one more than the limit where there are more
   */
  static <T> Page<T> cut(List<T> found, Parameters parameters) {
    int limit = parameters.limit();
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(
            found.subList(0, limit), Optional.of(Long.toString(parameters.offset() + limit)));
  }

  /** The answer: the entries, and where it goes on or null. */
  <A> A answer(BiFunction<List<T>, String, A> make) {
    return make.apply(entries, next.orElse(null));
  }
}
