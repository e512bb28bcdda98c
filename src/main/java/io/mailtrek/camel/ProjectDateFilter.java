package io.mailtrek.camel;

import io.mailtrek.config.Filters;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets items pass from the project's earliest date on and before its latest date. Dates such as "90
 * days ago" are seen from when the pass was submitted. An item without a usable date passes: no
 * date speaks against it, and no later pass would move it.
 */
public final class ProjectDateFilter implements ItemFilter {
  private final Filters filters;

  ProjectDateFilter(Filters filters) {
    this.filters = filters;
  }

  @Override
  public boolean accepts(Transfer transfer) {
    Instant submitted = transfer.run().pass().submittedAt();
    Optional<Instant> date = transfer.run().date(transfer.item());
    return date.isEmpty() || within(date.get(), submitted);
  }

  private boolean within(Instant date, Instant submitted) {
    boolean early =
        filters.earliestDate().filter(d -> date.isBefore(d.resolve(submitted))).isPresent();
    boolean late =
        filters.latestDate().filter(d -> !date.isBefore(d.resolve(submitted))).isPresent();
    return !early && !late;
  }
}
