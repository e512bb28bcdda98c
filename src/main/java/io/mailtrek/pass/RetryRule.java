package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which mailboxes can be retried: those whose last pass is Completed, with something in the list of
 * errors. A verification or a trial is no last pass, for it moves nothing or a sample; nor is a
 * retry that was stopped, for it left the rest in the list.
 */
public final class RetryRule {
  private static final Set<PassType> MOVING =
      Set.of(PassType.PRE_STAGE, PassType.FULL, PassType.RETRY);

  private RetryRule() {}

  /**
   * Why a mailbox can't be retried, and what to do instead.
   *
   * @param reason a sentence
   * @param flawless whether that is so because nothing failed
   */
  public record Refusal(String reason, boolean flawless) {}

  /** Empty when the mailbox can be retried. */
  public static Optional<Refusal> refusal(Ledger ledger, Mailbox mailbox) {
    PassLog log = ledger.passes();
    long mailboxId = ledger.mailboxId(mailbox.source(), mailbox.destination());
    return refusal(
        mailbox,
        log.passesOf(mailboxId),
        pass -> log.find(pass).orElseThrow().type(),
        !log.failures(mailboxId).isEmpty());
  }

  /**
   * The same for one who has read the ledger.
   *
   * @param passes the passes of the mailbox, the newest first
   * @param types what a pass does, by its number
   * @param failures whether something of the mailbox is in the list of errors
   */
  public static Optional<Refusal> refusal(
      Mailbox mailbox,
      List<MailboxPassRecord> passes,
      Function<Long, PassType> types,
      boolean failures) {
    Optional<MailboxPassRecord> last =
        passes.stream().filter(record -> moves(types.apply(record.passId()), record)).findFirst();
    if (last.isEmpty()) {
      return Optional.of(
          new Refusal(
              mailbox.source()
                  + " was in no pass yet: move it with 'mailtrek pre-stage' or 'mailtrek full'.",
              false));
    }
    MailboxPassRecord record = last.get();
    String which =
        "The last pass of "
            + mailbox.source()
            + " (pass "
            + record.passId()
            + ", "
            + types.apply(record.passId()).word()
            + ")";
    if (!record.status().finished()) {
      return Optional.of(
          new Refusal(which + " is " + record.status().text() + ": wait for its end.", false));
    }
    if (record.status() != MailboxPassStatus.COMPLETED) {
      return Optional.of(
          new Refusal(
              which
                  + " is "
                  + record.status().text()
                  + ", so not everything was tried: submit it again as 'mailtrek full --mailbox "
                  + mailbox.source()
                  + "', or as Pre-Stage before the cutover.",
              false));
    }
    return failures
        ? Optional.empty()
        : Optional.of(new Refusal(which + " is Completed without errors.", true));
  }

  private static boolean moves(PassType type, MailboxPassRecord record) {
    boolean stoppedRetry = type == PassType.RETRY && record.status() == MailboxPassStatus.STOPPED;
    return MOVING.contains(type) && !stoppedRetry;
  }
}
