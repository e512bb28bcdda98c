package io.mailtrek.config;

import io.mailtrek.ledger.PassType;

/** In which order the items of a folder go. */
public enum ItemOrder {
  /** A Pre-Stage pass begins with the oldest, every other pass with the newest. */
  AUTO,
  OLDEST_FIRST,
  NEWEST_FIRST;

  /** Whether a pass of this type begins with the newest items. */
  public boolean newestFirst(PassType type) {
    return this == AUTO ? type != PassType.PRE_STAGE : this == NEWEST_FIRST;
  }
}
