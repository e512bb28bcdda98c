package io.mailtrek.store;

/** This one item can't be migrated; the others can. */
public final class PermanentException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says why, in the server's words where there are any. */
  public PermanentException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says why, where nothing else caused it. */
  public PermanentException(String message) {
    super(message, null);
  }
}
