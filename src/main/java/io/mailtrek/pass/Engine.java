package io.mailtrek.pass;

import io.mailtrek.ledger.Ledger;

/** A started application on one project: routes, scheduler, ledger. */
public interface Engine extends AutoCloseable {

  /** The ledger, open as long as the engine is. */
  Ledger ledger();

  /**
   * Submits a pass.
   *
   * @return its number
   */
  long submit(PassRequest request);

  /** Calls {@code listener} after each mailbox pass that this process has ended, on its thread. */
  void whenMailboxPassEnds(Runnable listener);

  /** Stops the routes; mailbox passes finish what is in flight and go on at the next start. */
  @Override
  void close();
}
