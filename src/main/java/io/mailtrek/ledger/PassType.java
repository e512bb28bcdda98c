package io.mailtrek.ledger;

import java.util.Locale;

/** What a pass does. */
public enum PassType {
  VERIFY,
  TRIAL,
  PRE_STAGE,
  FULL,
  RETRY;

  /** The word for it in commands, routes and reports: {@code pre-stage}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a word in any case; {@code delta} is another word for {@link #FULL}.
   *
   * @throws IllegalArgumentException when no type has this word
   */
  public static PassType parse(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("delta")) {
      return FULL;
    }
    for (PassType type : values()) {
      if (type.word().equals(lower)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "There is no pass type \""
            + word
            + "\": use verify, trial, pre-stage, full (delta) or retry");
  }
}
