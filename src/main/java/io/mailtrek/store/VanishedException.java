package io.mailtrek.store;

/** The item was at the source when it was listed, and is not there any more. */
public final class VanishedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Says which item vanished. */
  public VanishedException(String message) {
    super(Problem.UNREADABLE, message, null);
  }
}
