package io.mailtrek.pass;

/** A pass can't be submitted as things are. The message says why, and what to do instead. */
public final class PassRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why, and what to do instead. */
  public PassRefusedException(String message) {
    super(message);
  }
}
