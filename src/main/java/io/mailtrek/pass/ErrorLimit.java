package io.mailtrek.pass;

import io.mailtrek.config.Options;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import java.util.Optional;

/**
 * How many of its items may fail before a mailbox pass fails. It is for faults that many items have
 * in common, so those do not count that are too large for the destination.
 */
record ErrorLimit(Options options) {

  /**
   * Looks whether too many failed.
   *
   * @param failed how many failed that were not too large
   * @param items how many items the mailbox has; 0 while that is unknown
   * @return why the mailbox fails; empty when it may go on
   */
  Optional<FatalException> exceeded(long failed, long items) {
    if (failed > options.maxItemFailures()) {
      return Optional.of(
          tooMany("More than " + options.maxItemFailures() + " items", "max-item-failures"));
    }
    return options
        .errorBudget()
        .filter(budget -> items > 0 && budget.isExceeded(failed, items))
        .map(
            budget ->
                tooMany(
                    failed + " of " + items + " items, more than " + budget + ",", "error-budget"));
  }

  private static FatalException tooMany(String what, String setting) {
    return new FatalException(
        Problem.TOO_MANY_FAILURES,
        what
            + " failed (mailtrek."
            + setting
            + "). See 'mailtrek errors', mend the cause, and submit the pass again.");
  }
}
