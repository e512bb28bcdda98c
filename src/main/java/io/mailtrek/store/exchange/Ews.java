package io.mailtrek.store.exchange;

import io.mailtrek.store.StoreException;

/** Sends operations to Exchange for one mailbox. Safe for use by many threads. */
interface Ews {

  /**
   * Sends an operation, and waits for its answer. It waits before that while the server has asked
   * for it, or too many requests are under way. What only looks is sent again where the answer is
   * lost or the server is busy; what writes never is.
   *
   * @throws StoreException when there is no answer to the operation as a whole; what went wrong
   *     with single items is in the answer, and {@link EwsErrors} knows what it means. Of what
   *     writes, nothing was done when it is {@link io.mailtrek.store.TransientException#throttled};
   *     after any other {@code TransientException} nobody knows
   */
  EwsAnswer send(EwsRequest request) throws StoreException;
}
