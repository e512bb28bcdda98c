package io.mailtrek.camel;

/**
 * Lets items pass from the earliest date of the mailbox's options on and before the latest. Dates
 * such as "90 days ago" are seen from when the pass was submitted. An item without a usable date
 * passes: no date speaks against it, and no later pass would move it.
 */
public final class ProjectDateFilter implements ItemFilter {

  ProjectDateFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    return transfer
        .run()
        .options()
        .filters()
        .acceptsDate(transfer.run().date(transfer.item()), transfer.run().pass().submittedAt());
  }
}
