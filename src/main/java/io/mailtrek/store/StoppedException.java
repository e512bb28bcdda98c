package io.mailtrek.store;

/**
 * A wait for a server was ended, because the mailbox pass is to end. Nothing is wrong with the item
 * or folder; the next pass goes on with it.
 */
public final class StoppedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says what was waited for. */
  public StoppedException(String message) {
    super(Problem.SERVER_TROUBLE, message, null);
  }
}
