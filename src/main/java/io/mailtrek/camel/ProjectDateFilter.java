package io.mailtrek.camel;

import io.mailtrek.config.Filters;

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
    return filters.acceptsDate(
        transfer.run().date(transfer.item()), transfer.run().pass().submittedAt());
  }
}
