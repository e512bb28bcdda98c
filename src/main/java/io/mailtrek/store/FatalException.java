package io.mailtrek.store;

/** This mailbox can't be migrated now: the login was refused, the quota is full, … */
public final class FatalException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says why and what to do. */
  public FatalException(String message, Throwable cause) {
    this(Problem.MAILBOX_FAILED, message, cause);
  }

  /** Says why and what to do, where nothing else caused it. */
  public FatalException(String message) {
    this(Problem.MAILBOX_FAILED, message, null);
  }

  /** The same, and of what kind it is. */
  public FatalException(Problem problem, String message) {
    this(problem, message, null);
  }

  /** The same, and of what kind it is. */
  public FatalException(Problem problem, String message, Throwable cause) {
    super(problem, message, cause);
  }
}
