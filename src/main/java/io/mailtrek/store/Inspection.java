package io.mailtrek.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a look at one side of a mailbox has brought.
 *
 * @param findings the checks in their order; where one of them is {@link Verdict#NO_GO}, those that
 *     need it were left out
 * @param space the tightest quota in bytes; empty when the server tells none
 * @param items the tightest quota in items; empty when the server tells none
 * @param largestItem the bytes of the largest item that the server takes; empty when it does not
 *     tell
 */
public record Inspection(
    List<Finding> findings,
    Optional<Quota> space,
    Optional<Quota> items,
    OptionalLong largestItem) {

  /** Makes the list immutable. */
  public Inspection {
    findings = List.copyOf(findings);
  }

  /** The worst verdict. */
  public Verdict verdict() {
    return Verdict.worst(findings);
  }
}
