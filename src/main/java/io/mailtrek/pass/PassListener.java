package io.mailtrek.pass;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassRecord;
import java.util.List;

/**
 * Hears what happens to the passes of a project, as far as this process does it or takes notice of
 * it: what another process submits or stops is heard of when this one goes on with it.
 *
 * <p>All calls come one after the other, in the order of what happened, from a thread that passes
 * do not wait for. A listener that has much to do, or waits for somebody, uses a thread of its own,
 * because the other listeners wait for it. What it throws is logged, and changes nothing.
 */
public interface PassListener {

  /**
   * A mailbox pass has another status. A status may be told twice.
   *
   * @param mailboxPass as it was recorded at the change
   */
  default void statusChanged(MailboxPassRecord mailboxPass) {}

  /**
   * Items could not be migrated, and are in the list of errors.
   *
   * @param failures at least one, all of one mailbox pass
   */
  default void itemsFailed(List<Failure> failures) {}

  /**
   * The last mailbox pass of a pass has ended. Told after the ends of all its mailbox passes.
   *
   * @param mailboxPasses all mailboxes of the pass, by source address
   */
  default void passEnded(PassRecord pass, List<MailboxPassRecord> mailboxPasses) {}
}
