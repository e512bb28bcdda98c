package io.mailtrek.store;

/** This mailbox can't be migrated now: the login was refused, the quota is full, … */
public final class FatalException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says why and what to do. */
  public FatalException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says why and what to do, where nothing else caused it. */
  public FatalException(String message) {
    super(message, null);
  }
}
