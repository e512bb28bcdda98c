package io.mailtrek.camel;

import io.mailtrek.ledger.PassType;

/**
 * Lets items pass from the earliest date of the mailbox's options on and before the latest. Dates
 * such as "90 days ago" are seen from when the pass was submitted. An item without a usable date
 * passes: no date speaks against it, and no later pass would move it. So does what a Pre-Stage pass
 * wanted and a retry tries again, because Pre-Stage goes by its cut-off alone.
 */
public final class ProjectDateFilter implements ItemFilter {

  ProjectDateFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    boolean retry = transfer.run().pass().type() == PassType.RETRY;
    return (retry && transfer.asked().type() == PassType.PRE_STAGE)
        || transfer
            .run()
            .options()
            .filters()
            .acceptsDate(transfer.run().date(transfer.item()), transfer.asked().submittedAt());
  }
}
