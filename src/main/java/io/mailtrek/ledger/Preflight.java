package io.mailtrek.ledger;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a look at both sides of a mailbox has brought, before anything is moved.
 *
 * @param findings the checks in their order
 * @param workload what there is to move; empty when that could not be found out
 */
public record Preflight(List<Finding> findings, Optional<Workload> workload) {

  /** Makes the list immutable. */
  public Preflight {
    findings = List.copyOf(findings);
  }

  /** The worst verdict. */
  public Verdict verdict() {
    return Verdict.worst(findings);
  }

  /** The first finding of the worst verdict, and how many there are more; empty where all is go. */
  public String summary() {
    if (verdict() == Verdict.GO) {
      return "";
    }
    List<Finding> worst =
        findings.stream().filter(finding -> finding.verdict() == verdict()).toList();
    return verdict().word()
        + ", "
        + worst.get(0).sentence()
        + (worst.size() == 1 ? "" : " (and " + (worst.size() - 1) + " more)");
  }
}
