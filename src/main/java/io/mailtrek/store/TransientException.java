package io.mailtrek.store;

import java.time.Duration;

/** It may go well when tried again: a lost connection, a busy or throttling server. */
public final class TransientException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;
  private final boolean throttled;

  /** Without a hint from the server. */
  public TransientException(String message, Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /** With the time that the server asked to wait; zero when it asked for none. */
  public TransientException(String message, Throwable cause, Duration retryAfter) {
    this(Problem.CONNECTION_LOST, message, cause, retryAfter, false);
  }

  /** With its kind, and the time that the server asked to wait; zero when it asked for none. */
  public TransientException(Problem problem, String message, Throwable cause, Duration retryAfter) {
    this(problem, message, cause, retryAfter, false);
  }

  private TransientException(
      Problem problem, String message, Throwable cause, Duration retryAfter, boolean throttled) {
    super(problem, message, cause);
    this.retryAfter = retryAfter;
    this.throttled = throttled;
  }

  /** The server asked for a pause, and the session keeps it. */
  public static TransientException throttled(String message, Duration retryAfter) {
    return new TransientException(Problem.THROTTLED, message, null, retryAfter, true);
  }

  /** How long the server asked to wait before the next try; zero when it asked for nothing. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Whether the session keeps the pause by itself: its next use waits as long as it has to, so that
   * a try needs no delay, and does not count.
   */
  public boolean throttled() {
    return throttled;
  }
}
