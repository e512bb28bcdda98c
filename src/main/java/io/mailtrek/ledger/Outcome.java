package io.mailtrek.ledger;

import java.util.Locale;

/** What became of one item in one pass. */
public enum Outcome {
  /** It was written to the destination. */
  MIGRATED,
  /** An earlier pass wrote it. */
  ALREADY_MIGRATED,
  /** Its copy was found at the destination after an interruption. */
  ADOPTED,
  /** A filter of the route left it out. */
  FILTERED,
  /** It can't or need not be migrated: too large, unsupported, vanished. */
  SKIPPED,
  /** An error kept it from being migrated. */
  FAILED;

  /** The word for it in reports: {@code already-migrated}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
