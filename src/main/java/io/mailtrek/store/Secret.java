package io.mailtrek.store;

/** A password or token that never shows itself in a log or an exception. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "***";
  }
}
