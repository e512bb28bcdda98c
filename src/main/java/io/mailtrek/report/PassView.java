package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.store.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pass at one moment, in the words that people read.
 *
 * @param pass what was submitted
 * @param mailboxes how far each mailbox is
 * @param at the moment
 */
public record PassView(PassRecord pass, List<MailboxPassRecord> mailboxes, Instant at) {

  /** Reads a pass from the ledger, as it is now; empty when there is none of this number. */
  public static Optional<PassView> read(PassLog passes, long pass) {
    return passes
        .find(pass)
        .map(record -> new PassView(record, passes.mailboxPasses(pass), Instant.now()));
  }

  /** What kind of pass it is: {@code full --adopt}. */
  public String words() {
    return pass.type().word() + (pass.adopt() ? " --adopt" : "");
  }

  /** What the names of the files of its report begin with: {@code pass-3-full}. */
  public String fileName() {
    return "pass-" + pass.id() + "-" + pass.type().word();
  }

  /** Whether nothing happens in it any more. */
  public boolean finished() {
    return mailboxes.stream().allMatch(mailbox -> mailbox.status().finished());
  }

  /** Whether every mailbox completed without an error. */
  public boolean flawless() {
    return mailboxes.stream()
        .allMatch(
            mailbox ->
                mailbox.status() == MailboxPassStatus.COMPLETED && mailbox.counts().failed() == 0);
  }

  /** The status of the pass as a whole: what its mailboxes are, the most pressing first. */
  public String status() {
    return MailboxPassStatus.ofAll(
            mailboxes.stream().map(MailboxPassRecord::status).collect(Collectors.toSet()))
        .text();
  }

  /** How long until it starts; empty when it was to start already. */
  public Optional<Duration> startsIn() {
    return pass.startAt()
        .map(start -> Duration.between(at, start))
        .filter(wait -> !wait.isNegative());
  }

  /** Whether nothing goes on for a while: it is to start later, or all that is left is held up. */
  public boolean rests() {
    return startsIn().isPresent()
        || (!finished()
            && mailboxes.stream()
                .filter(mailbox -> !mailbox.status().finished())
                .allMatch(
                    mailbox ->
                        mailbox.status() == MailboxPassStatus.QUEUED
                            && mailbox.pause().isPresent()));
  }

  /** The sums over all mailboxes. */
  public Counts counts() {
    return mailboxes.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
  }

  /** About how many items there are in all mailboxes that are known so far. */
  public long expected() {
    return mailboxes.stream().mapToLong(PassView::expected).sum();
  }

  /** About how many items there are in a mailbox; what was listed at least. */
  public static long expected(MailboxPassRecord mailbox) {
    return mailbox.status().finished()
        ? mailbox.counts().listed()
        : Math.max(mailbox.expected(), mailbox.counts().listed());
  }

  /** How long a mailbox was worked on, from its first attempt. */
  public Duration duration(MailboxPassRecord mailbox) {
    return mailbox
        .startedAt()
        .map(start -> between(start, mailbox.endedAt().orElse(at)))
        .orElse(Duration.ZERO);
  }

  /** From the first start to the last end. */
  public Duration duration() {
    Optional<Instant> first =
        mailboxes.stream().flatMap(mailbox -> mailbox.startedAt().stream()).min(Instant::compareTo);
    Instant last =
        mailboxes.stream()
            .filter(mailbox -> mailbox.startedAt().isPresent())
            .map(mailbox -> mailbox.endedAt().orElse(at))
            .max(Instant::compareTo)
            .orElse(at);
    return first.map(start -> between(start, last)).orElse(Duration.ZERO);
  }

  /** Zero where the clock was set back in between. */
  private static Duration between(Instant start, Instant end) {
    return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
  }

  /** {@code Waiting until 2026-08-24 15:00:12 +02:00: destination throttled (…)}. */
  public static String waiting(Pause pause) {
    return "Waiting"
        + pause.until().map(until -> " until " + Moments.precise(until)).orElse("")
        + ": "
        + pause.reason();
  }

  /** What a person sees of a mailbox's status: {@code Completed with 3 errors}. */
  public String status(MailboxPassRecord mailbox) {
    if (mailbox.status() == MailboxPassStatus.SUBMITTED && startsIn().isPresent()) {
      return "Submitted, will start in " + Words.duration(startsIn().get());
    }
    long failed = mailbox.counts().failed();
    return mailbox.status() == MailboxPassStatus.COMPLETED && failed > 0
        ? "Completed with " + Words.count(failed, "error", "errors")
        : mailbox.status().text();
  }
}
