package io.mailtrek.store;

/** This one item can't be migrated; the others can. */
public final class PermanentException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says why, in the server's words where there are any. */
  public PermanentException(String message, Throwable cause) {
    super(Problem.REFUSED, message, cause);
  }

  /** Says why, where nothing else caused it. */
  public PermanentException(String message) {
    this(Problem.REFUSED, message);
  }

  /** The same, and of what kind it is. */
  public PermanentException(Problem problem, String message) {
    super(problem, message, null);
  }
}
