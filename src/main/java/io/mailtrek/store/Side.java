package io.mailtrek.store;

import java.util.Locale;

/** The two sides of a migration. */
public enum Side {
  SOURCE,
  DESTINATION;

  /** The word for it in settings and reports: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
