package io.mailtrek.store;

import java.util.Collection;
import java.util.Locale;

/** What a check says of a migration to come, the best first. */
public enum Verdict {
  /** Nothing stands in its way. */
  GO,
  /** It can begin, but something will be lost, refused or slow. */
  CAUTION,
  /** It can't begin before somebody has changed something. */
  NO_GO;

  /** The word for it in tables and reports: {@code no-go}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The worst verdict of some findings; {@link #GO} where there are none. */
  public static Verdict worst(Collection<Finding> findings) {
    return findings.stream().map(Finding::verdict).max(Enum::compareTo).orElse(GO);
  }
}
