package io.mailtrek.store.limit;

import java.time.LocalDate;

/** Remembers how many bytes went to or came from a server in a day, also over restarts. */
@FunctionalInterface
public interface DayBytes {

  /**
   * Adds bytes, and returns when that is durable.
   *
   * @return how many there are in that day now
   */
  long add(LocalDate day, long bytes);
}
