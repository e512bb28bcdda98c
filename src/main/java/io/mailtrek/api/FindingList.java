package io.mailtrek.api;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a verification or a trial has found.
 *
 * @param verdicts how many mailboxes there are of each verdict, in the whole pass
 * @param mailboxes some of them
 * @param next what {@code after} has to be to get those that follow; null at the end
 */
public record FindingList(Verdicts verdicts, List<MailboxFindings> mailboxes, String next) {

  /**
   * How many mailboxes there are of each verdict.
   *
   * @param go nothing stands in their way
   * @param caution something will be lost, refused or slow
   * @param noGo they can't be migrated yet
   * @param notVerified they were not looked at to the end
   */
  public record Verdicts(long go, long caution, long noGo, long notVerified) {

    static Verdicts of(List<MailboxFindings> all) {
      return new Verdicts(
          count(all, Verdict.GO.word()),
          count(all, Verdict.CAUTION.word()),
          count(all, Verdict.NO_GO.word()),
          all.stream().filter(mailbox -> mailbox.verdict() == null).count());
    }

    private static long count(List<MailboxFindings> all, String word) {
      return all.stream().filter(mailbox -> word.equals(mailbox.verdict())).count();
    }
  }

  /**
   * What was found of a mailbox.
   *
   * @param mailbox its source address
   * @param destination its destination address
   * @param status how far it is
   * @param verdict the worst of its verdicts; null when it was not looked at to the end
   * @param message why it failed; empty when it did not
   * @param items how many items there are to move, or null
   * @param bytes how large these are, or null
   * @param largest how large the largest is, or null
   * @param spaceLeft how many bytes the quota leaves, or null
   * @param findings the checks in their order
   */
  public record MailboxFindings(
      String mailbox,
      String destination,
      String status,
      String verdict,
      String message,
      Long items,
      Long bytes,
      Long largest,
      Long spaceLeft,
      List<FindingAnswer> findings) {

    static MailboxFindings of(MailboxPassRecord record, Optional<Preflight> found) {
      Optional<Workload> workload = found.flatMap(Preflight::workload);
      boolean failed = record.status() == MailboxPassStatus.FAILED;
      return new MailboxFindings(
          record.source(),
          record.destination(),
          record.status().text(),
          found
              .map(Preflight::verdict)
              .or(() -> failed ? Optional.of(Verdict.NO_GO) : Optional.empty())
              .map(Verdict::word)
              .orElse(null),
          record.message(),
          workload.map(Workload::items).orElse(null),
          workload.map(Workload::bytes).orElse(null),
          workload.map(Workload::largest).orElse(null),
          workload
              .map(Workload::spaceLeft)
              .filter(OptionalLong::isPresent)
              .map(OptionalLong::getAsLong)
              .orElse(null),
          found.stream().flatMap(each -> each.findings().stream()).map(FindingAnswer::of).toList());
    }
  }

  /**
   * What one check has found.
   *
   * @param side where: {@code source} or {@code destination}
   * @param subject what was looked at
   * @param verdict {@code go}, {@code caution} or {@code no-go}
   * @param text what was found
   * @param advice what to do; empty when nothing has to be done
   */
  public record FindingAnswer(
      String side, String subject, String verdict, String text, String advice) {

    static FindingAnswer of(Finding finding) {
      return new FindingAnswer(
          finding.side().word(),
          finding.subject().word(),
          finding.verdict().word(),
          finding.text(),
          finding.advice());
    }
  }
}
