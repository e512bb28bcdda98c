package io.mailtrek.store;

/**
 * The item is of a kind that has no form outside of its mail system, so it is left where it is.
 * Nothing is wrong with it.
 */
public final class UnsupportedException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  /**
   * @param kind what it is, as its mail system says
   */
  public UnsupportedException(String kind, String message) {
    super(Problem.UNREADABLE, message, null);
    this.kind = kind;
  }

  /** What it is, as its mail system says. */
  public String kind() {
    return kind;
  }
}
