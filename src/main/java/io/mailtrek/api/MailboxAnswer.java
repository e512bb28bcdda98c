package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.RetryRule;
import io.mailtrek.store.Pause;
import java.time.Duration;
import java.util.Optional;

/**
 * A mailbox of the project with the pass that is under way or waits, or else with its last one.
 * Times are in UTC.
 *
 * @param source its address at the source
 * @param destination its address at the destination
 * @param pass the number of the pass; null when it was never submitted
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
 * @param statusText the status in words: {@code Completed with 3 errors}
 * @param progress which part of the items has an outcome, from 0 to 1; null while unknown
 * @param items how many items all passes have brought to the destination, or found there
 * @param totalBytes the size of what all passes have brought to the destination
 * @param errors how many items failed and were not migrated since
 * @param itemsPerSecond how fast it is, while it is worked on
 * @param secondsLeft how long it will take, or null
 * @param lastPass its last pass that has ended, or null
 * @param nextStart when the pass begins that waits for its time, or null
 * @param nextPass the number of that pass, or null
 * @param nextType what that pass does, or null
 * @param retry whether it can be retried
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
    String message,
    String statusText,
    Double progress,
    long items,
    long totalBytes,
    long errors,
    double itemsPerSecond,
    Long secondsLeft,
    LastPass lastPass,
    String nextStart,
    Long nextPass,
    String nextType,
    RetryAnswer retry) {

  /**
   * A pass that has ended.
   *
   * @param pass its number
   * @param type what it did
   * @param status how it ended
   * @param endedAt when
   * @param failed how many items failed in it
   */
  public record LastPass(long pass, String type, String status, String endedAt, long failed) {

    static LastPass of(MailboxPassRecord record, PassRecord pass) {
      return new LastPass(
          pass.id(),
          pass.type().word(),
          record.status().text(),
          PassAnswer.text(record.endedAt()),
          record.counts().failed());
    }
  }

  /**
   * Whether a mailbox can be retried.
   *
   * @param allowed whether it can
   * @param reason why not, and what to do instead; empty when it can
   */
  public record RetryAnswer(boolean allowed, String reason) {}

  static MailboxAnswer of(MailboxFacts facts) {
    Optional<MailboxPassRecord> record = facts.current();
    Optional<PassRecord> pass = record.map(facts::pass);
    Optional<PassRecord> next = facts.next();
    Optional<Pause> pause = record.flatMap(MailboxPassRecord::pause);
    Optional<RetryRule.Refusal> refusal = facts.retryRefusal();
    return new MailboxAnswer(
        facts.mailbox().source(),
        facts.mailbox().destination(),
        pass.map(PassRecord::id).orElse(null),
        pass.map(each -> each.type().word()).orElse(null),
        facts.status(),
        PassAnswer.text(pass.flatMap(PassRecord::startAt)),
        pass.map(PassRecord::adopt).orElse(false),
        PassAnswer.text(record.flatMap(MailboxPassRecord::startedAt)),
        PassAnswer.text(record.flatMap(MailboxPassRecord::endedAt)),
        record.map(MailboxPassRecord::expected).orElse(0L),
        CountsAnswer.of(record.map(MailboxPassRecord::counts).orElse(Counts.ZERO)),
        pause.map(Pause::reason).orElse(null),
        PassAnswer.text(pause.flatMap(Pause::until)),
        record.map(MailboxPassRecord::message).orElse(""),
        facts.statusText(),
        facts.progress().isPresent() ? facts.progress().getAsDouble() : null,
        facts.items(),
        facts.bytes(),
        facts.errors(),
        facts.itemsPerSecond(),
        facts.timeLeft().map(Duration::toSeconds).orElse(null),
        facts.lastEnded().map(last -> LastPass.of(last, facts.pass(last))).orElse(null),
        PassAnswer.text(next.flatMap(PassRecord::startAt)),
        next.map(PassRecord::id).orElse(null),
        next.map(each -> each.type().word()).orElse(null),
        new RetryAnswer(refusal.isEmpty(), refusal.map(RetryRule.Refusal::reason).orElse("")));
  }
}
