package io.mailtrek.store.limit;

import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;

/** A time that has begun, and that somebody may have to wait for the end of. */
@FunctionalInterface
public interface Rest {

  /**
   * Waits until it is over; not at all when it is.
   *
   * @throws StoppedException when the mailbox pass is to end
   * @throws TransientException when the session is closed
   */
  void await() throws StoreException;
}
