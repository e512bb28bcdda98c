package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The report of a Pre-Stage pass that ended, with what a test wants in it. */
final class SampleReport {
  static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
  static final Instant END = BEGIN.plusSeconds(100);

  private final List<MailboxReport> mailboxes = new ArrayList<>();
  private final List<Leftover> leftovers = new ArrayList<>();

  /** Adds a mailbox that was completed after 100 s, and waited half of it for the source. */
  SampleReport mailbox(String source, Counts counts) {
    return mailbox(source, counts, MailboxPassStatus.COMPLETED, "", 0);
  }

  SampleReport mailbox(
      String source, Counts counts, MailboxPassStatus status, String message, long cutOffBytes) {
    MailboxPassRecord record =
        new MailboxPassRecord(
            3,
            mailboxes.size() + 1,
            source,
            source.replace("old", "new"),
            status,
            Optional.of(BEGIN),
            status.finished() ? Optional.of(END) : Optional.empty(),
            1,
            message,
            1000,
            Optional.empty(),
            counts,
            Optional.empty());
    mailboxes.add(
        new MailboxReport(
            record,
            new TreeMap<>(Map.of(ItemType.MAIL, counts)),
            new Reasons(
                new TreeMap<>(
                    counts.filtered() == 0 ? Map.of() : Map.of(Reasons.CUT_OFF, counts.filtered())),
                new TreeMap<>()),
            Optional.of(
                new Pace(
                    Duration.ofSeconds(100),
                    Duration.ofSeconds(50),
                    Duration.ofSeconds(10),
                    20,
                    2000,
                    cutOffBytes)),
            Optional.empty(),
            Duration.ofSeconds(100)));
    return this;
  }

  /** Adds a failed item of the mailbox that was added last. */
  SampleReport failed(String folder, String message) {
    leftovers.add(
        new Leftover(
            mailboxes.size(),
            FolderPath.of(folder),
            ItemType.MAIL,
            new ItemKey("17"),
            Outcome.FAILED,
            "PermanentException",
            message,
            Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
            2048));
    return this;
  }

  List<MailboxReport> mailboxes() {
    return mailboxes;
  }

  PassView view() {
    return new PassView(
        pass(), mailboxes.stream().map(MailboxReport::record).toList(), END.plusSeconds(5));
  }

  PassReport report() {
    return report(Optional.empty());
  }

  PassReport report(Optional<Forecast> forecast) {
    PassView view = view();
    return new PassReport(
        "contoso",
        view,
        mailboxes,
        leftovers,
        List.of(new PassTotal(pass(), view.counts()), new PassTotal(pass(), view.counts())),
        forecast);
  }

  private static PassRecord pass() {
    return new PassRecord(
        3,
        PassType.PRE_STAGE,
        Set.of(ItemType.MAIL),
        Optional.of(BEGIN.minus(Duration.ofDays(90))),
        Optional.of("90d"),
        BEGIN,
        Optional.empty(),
        false);
  }
}
