package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.store.Pause;
import java.util.Optional;

/**
 * A mailbox of the project with its last pass. Times are in UTC.
 *
 * @param source its address at the source
 * @param destination its address at the destination
 * @param pass the number of its last pass; null when it was never submitted
 * @param type what that pass does, or null
 * @param status how far it is; {@code Not Submitted} without a pass
 * @param startAt when that pass begins; null for at once
 * @param adopt whether that pass takes over what is at the destination already
 * @param startedAt when it was begun, or null
 * @param endedAt when it ended, or null
 * @param expected about how many items will be listed in all; 0 while unknown
 * @param counts what became of the items so far
 * @param pauseReason what it waits for; null when it does not wait
 * @param pausedUntil when it goes on, as far as that is known, or null
 * @param message why it failed or stopped and what to do; empty when there is nothing to say
 */
public record MailboxAnswer(
    String source,
    String destination,
    Long pass,
    String type,
    String status,
    String startAt,
    boolean adopt,
    String startedAt,
    String endedAt,
    long expected,
    @JsonUnwrapped CountsAnswer counts,
    String pauseReason,
    String pausedUntil,
    String message) {

  static MailboxAnswer of(
      Mailbox mailbox, Optional<MailboxPassRecord> last, Optional<PassRecord> pass) {
    Optional<Pause> pause = last.flatMap(MailboxPassRecord::pause);
    return new MailboxAnswer(
        mailbox.source(),
        mailbox.destination(),
        last.map(MailboxPassRecord::passId).orElse(null),
        pass.map(record -> record.type().word()).orElse(null),
        last.map(record -> record.status().text()).orElse(MailboxResource.NOT_SUBMITTED),
        PassAnswer.text(pass.flatMap(PassRecord::startAt)),
        pass.map(PassRecord::adopt).orElse(false),
        PassAnswer.text(last.flatMap(MailboxPassRecord::startedAt)),
        PassAnswer.text(last.flatMap(MailboxPassRecord::endedAt)),
        last.map(MailboxPassRecord::expected).orElse(0L),
        CountsAnswer.of(last.map(MailboxPassRecord::counts).orElse(Counts.ZERO)),
        pause.map(Pause::reason).orElse(null),
        PassAnswer.text(pause.flatMap(Pause::until)),
        last.map(MailboxPassRecord::message).orElse(""));
  }
}
