package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassRecord;

/**
 * One mailbox in one pass, with what was submitted. Times are in UTC.
 *
 * @param mailboxPass how far it is
 * @param type what the pass does
 * @param adopt whether it takes over what is at the destination already
 * @param cutOff only items older than this are moved; null when all are
 * @param cutOffRule what was asked for, as in {@code 90d}; null when there is no cut-off
 * @param submittedAt when it was submitted
 * @param startAt when it begins; null for at once
 */
public record MailboxHistory(
    @JsonUnwrapped MailboxPassAnswer mailboxPass,
    String type,
    boolean adopt,
    String cutOff,
    String cutOffRule,
    String submittedAt,
    String startAt) {

  static MailboxHistory of(MailboxPassRecord record, PassRecord pass) {
    return new MailboxHistory(
        MailboxPassAnswer.of(record),
        pass.type().word(),
        pass.adopt(),
        PassAnswer.text(pass.cutOff()),
        pass.cutOffRule().orElse(null),
        pass.submittedAt().toString(),
        PassAnswer.text(pass.startAt()));
  }
}
