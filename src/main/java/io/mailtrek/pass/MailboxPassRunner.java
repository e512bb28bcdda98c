package io.mailtrek.pass;

import io.mailtrek.store.StoreException;

/** Moves the items of one mailbox: the start of a route, which each item then takes. */
public interface MailboxPassRunner {

  /**
   * Works until everything is listed and all items that were started have ended, or until the run
   * has to end early. For the thread of the mailbox pass.
   *
   * @throws StoreException when the mailbox can't be worked on any further
   * @throws InterruptedException when the thread is interrupted
   */
  void run(MailboxRun run) throws StoreException, InterruptedException;
}
