package io.mailtrek.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a tool is asked to do, in this order within a repetition. */
enum Pass {
  /** Into an empty destination. */
  FULL("full"),
  /** Again, nothing has changed. */
  EMPTY_DELTA("delta"),
  /** Again, after 1 % new messages came. */
  NEW_DELTA("delta-new");

  final String label;

  Pass(String label) {
    this.label = label;
  }

  static Pass named(String label) {
    return Arrays.stream(values())
        .filter(pass -> pass.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No pass " + label + "; there are " + labels()));
  }

  static String labels() {
    return Arrays.stream(values()).map(p -> p.label).collect(Collectors.joining(","));
  }
}
