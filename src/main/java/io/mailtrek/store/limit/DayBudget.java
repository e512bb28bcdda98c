package io.mailtrek.store.limit;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The bytes of a day (UTC), whose record survives restarts. Safe for use by many threads. */
final class DayBudget {
  private final long limit;
  private final DayBytes bytes;
  private final Clocks clocks;
  private LocalDate day = LocalDate.MIN;
  private long used;

  DayBudget(long limit, DayBytes bytes, Clocks clocks) {
    this.limit = limit;
    this.bytes = bytes;
    this.clocks = clocks;
  }

  /**
   * Takes bytes. A batch larger than a whole day's bytes has a day for itself.
   *
   * @return empty when they were taken; otherwise when the next day begins
   * @throws FatalException when it can't be recorded
   */
  synchronized Optional<Instant> take(long number) throws FatalException {
    LocalDate today = LocalDate.ofInstant(clocks.wall().instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      used = record(today, 0);
      day = today;
    }
    if (used > 0 && used + number > limit) {
      return Optional.of(today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    used = record(today, number);
    return Optional.empty();
  }

  private long record(LocalDate today, long number) throws FatalException {
    try {
      return bytes.add(today, number);
    } catch (RuntimeException e) {
      throw new FatalException(
          Problem.LEDGER_UNUSABLE,
          "The bytes of the day can't be recorded (" + e.getMessage() + ")",
          e);
    }
  }
}
