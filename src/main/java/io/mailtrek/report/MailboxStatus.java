package io.mailtrek.report;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Counts;
import java.util.Optional;

/**
 * A mailbox of the project and how far it is in its last pass.
 *
 * @param mailbox the mailbox
 * @param view its last pass, with this mailbox alone; empty when it never was in one
 * @param report what there is to tell of it; there when the view is
 */
public record MailboxStatus(
    Mailbox mailbox, Optional<PassView> view, Optional<MailboxReport> report) {

  /** A mailbox that was never submitted. */
  static MailboxStatus notSubmitted(Mailbox mailbox) {
    return new MailboxStatus(mailbox, Optional.empty(), Optional.empty());
  }

  /** What a person sees of its status: {@code Completed with 3 errors}. */
  public String text() {
    return view.map(v -> v.status(report.orElseThrow().record())).orElse("Not Submitted");
  }

  /** The bare status: {@code Completed}. */
  public String status() {
    return report.map(r -> r.record().status().text()).orElse("Not Submitted");
  }

  /** What became of its items in the last pass. */
  public Counts counts() {
    return report.map(r -> r.record().counts()).orElse(Counts.ZERO);
  }
}
