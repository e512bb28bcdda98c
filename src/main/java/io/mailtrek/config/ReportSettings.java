package io.mailtrek.config;

import java.util.Set;

/**
 * What is reported of passes.
 *
 * @param formats the files that are written when a pass has ended; none when empty
 * @param maxItems how many items of each outcome are listed of a mailbox in a pass
 */
public record ReportSettings(Set<ReportFormat> formats, int maxItems) {

  /** Makes the set immutable. */
  public ReportSettings {
    formats = Set.copyOf(formats);
  }
}
