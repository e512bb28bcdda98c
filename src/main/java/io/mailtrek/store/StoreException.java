package io.mailtrek.store;

/**
 * What goes wrong at a mail server, by what the caller can do about it. The message says what
 * failed, where, what the server answered, and what to do.
 */
public abstract sealed class StoreException extends Exception
    permits TransientException,
        PermanentException,
        VanishedException,
        UnsupportedException,
        FatalException,
        StoppedException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  StoreException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of thing went wrong, with advice. */
  public Problem problem() {
    return problem;
  }
}
