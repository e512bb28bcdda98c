package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Pace.Bottleneck;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.report.MailboxReport;
import io.mailtrek.report.MailboxStatus;
import io.mailtrek.report.Moments;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How far each mailbox of a project is, as a table for people. */
final class StatusTable {
  private final Project project;
  private final Optional<ProjectLock.Holder> holder;
  private final List<MailboxStatus> mailboxes;

  StatusTable(Project project, Optional<ProjectLock.Holder> holder, List<MailboxStatus> mailboxes) {
    this.project = project;
    this.holder = holder;
    this.mailboxes = mailboxes;
  }

  /** All mailboxes, in the project's order. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add("");
    lines.addAll(table(mailboxes).lines());
    lines.add("");
    lines.add(sum());
    return lines;
  }

  /** All mailboxes, with an empty line at the end that parts them from the next time. */
  List<String> paragraph() {
    List<String> lines = lines();
    lines.add("");
    return lines;
  }

  /** At most so many lines, with the mailboxes first in which most happens. */
  List<String> lines(int most) {
    List<String> all = lines();
    if (all.size() <= most) {
      return all;
    }
    List<MailboxStatus> ranked =
        mailboxes.stream().sorted(Comparator.comparingInt(StatusTable::interest)).toList();
    List<String> lines = new ArrayList<>(List.of(title(), ""));
    List<String> table = table(ranked).lines();
    lines.addAll(table.subList(0, Math.max(0, Math.min(table.size(), most - 4))));
    lines.add("…");
    lines.add(sum());
    return lines;
  }

  private static int interest(MailboxStatus mailbox) {
    return mailbox.report().map(r -> LiveProgress.interest(r.record().status())).orElse(4);
  }

  private String title() {
    return "Project "
        + project.name()
        + holder
            .map(
                h ->
                    ", in use by 'mailtrek "
                        + h.command()
                        + "' (process "
                        + h.pid()
                        + ", since "
                        + Moments.text(h.since())
                        + ")")
            .orElse(", no process is running");
  }

  private static Table table(List<MailboxStatus> mailboxes) {
    Table table =
        new Table(
            3,
            "Mailbox",
            "Pass",
            "Status",
            "Listed",
            "Migrated",
            "Already",
            "Filtered",
            "Skipped",
            "Failed",
            "Bytes",
            "Rate",
            "ETA",
            "Slower side");
    for (MailboxStatus mailbox : mailboxes) {
      Counts counts = mailbox.counts();
      Optional<MailboxReport> report = mailbox.report();
      table.row(
          mailbox.mailbox().source(),
          mailbox.view().map(v -> v.pass().id() + " " + v.words()).orElse("-"),
          mailbox.text(),
          Words.count(counts.listed()),
          Words.count(counts.migrated() + counts.adopted()),
          Words.count(counts.alreadyMigrated()),
          Words.count(counts.filtered()),
          Words.count(counts.skipped()),
          Words.count(counts.failed()),
          Words.bytes(counts.bytes()),
          Words.rate(report.map(MailboxReport::itemsPerSecond).orElse(0.0)),
          report.flatMap(MailboxReport::timeLeft).map(Words::duration).orElse("-"),
          report.map(MailboxReport::bottleneck).map(StatusTable::side).orElse("-"));
      report.ifPresent(r -> notes(r, table));
    }
    return table;
  }

  private static String side(Bottleneck bottleneck) {
    return bottleneck == Bottleneck.NONE ? "-" : bottleneck.word();
  }

  private static void notes(MailboxReport report, Table table) {
    MailboxPassRecord record = report.record();
    if (report.types().size() > 1) {
      report
          .types()
          .forEach((type, counts) -> table.note(type.word() + ": " + Summary.sum(counts)));
    }
    if (!record.message().isEmpty()) {
      table.note(record.message());
    }
    record.problem().ifPresent(problem -> table.note("What to do: " + problem.advice()));
    record.pause().map(PassView::waiting).ifPresent(table::note);
    if (record.status() != MailboxPassStatus.FAILED && record.counts().failed() > 0) {
      report.lastError().ifPresent(error -> table.note("Last error: " + error));
    }
  }

  private String sum() {
    List<MailboxReport> reports =
        mailboxes.stream().flatMap(mailbox -> mailbox.report().stream()).toList();
    List<MailboxReport> underWay =
        reports.stream().filter(report -> report.timeLeft().isPresent()).toList();
    long listed = mailboxes.stream().mapToLong(mailbox -> mailbox.counts().listed()).sum();
    long failed = mailboxes.stream().mapToLong(mailbox -> mailbox.counts().failed()).sum();
    List<String> parts = new ArrayList<>();
    parts.add(Words.count(mailboxes.size(), "mailbox", "mailboxes"));
    parts.add(Words.count(listed, "item", "items") + " listed");
    parts.add(Words.count(failed, "error", "errors"));
    if (!underWay.isEmpty()) {
      double rate = underWay.stream().mapToDouble(MailboxReport::itemsPerSecond).sum();
      long left = underWay.stream().mapToLong(MailboxReport::itemsLeft).sum();
      parts.add(Words.rate(rate));
      parts.add("ETA " + Words.duration(Duration.ofSeconds(Math.round(left / rate))));
    }
    return String.join(", ", parts);
  }
}
