package io.mailtrek.store;

import java.time.Duration;

/** It may go well when tried again: a lost connection, a busy or throttling server. */
public final class TransientException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /** Without a hint from the server. */
  public TransientException(String message, Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /** With the time that the server asked to wait; zero when it asked for none. */
  public TransientException(String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the server asked to wait before the next try; zero when it asked for nothing. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
