package io.mailtrek.cli;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Pace;
import io.mailtrek.report.Forecast;
import io.mailtrek.report.MailboxReport;
import io.mailtrek.report.Moments;
import io.mailtrek.report.PassReport;
import io.mailtrek.report.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A report as text for people. */
final class ReportText {
  private final PassReport report;

  ReportText(PassReport report) {
    this.report = report;
  }

  /** The whole report but the list of items. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Project " + report.project());
    lines.addAll(
        new Summary(report.view(), report.reasons(), Collections.emptySortedMap()).lines());
    lines.add("");
    lines.addAll(types().lines());
    lines.add("");
    lines.addAll(times().lines());
    report
        .forecast()
        .ifPresent(
            forecast -> {
              lines.add("");
              lines.addAll(forecast(forecast.mailboxes()).lines());
              lines.add("");
              lines.addAll(forecast.sentences());
            });
    if (!report.leftovers().isEmpty()) {
      lines.add("");
      lines.add(
          Words.count(report.leftovers().size(), "item was", "items were")
              + " not migrated; 'mailtrek report --pass "
              + report.view().pass().id()
              + " --items' lists "
              + (report.leftovers().size() == 1 ? "it." : "them."));
    }
    return lines;
  }

  private Table types() {
    Table table =
        new Table(
            1,
            "Item type",
            "Listed",
            "Migrated",
            "Already",
            "Adopted",
            "Filtered",
            "Skipped",
            "Failed",
            "Bytes");
    report.types().forEach((type, counts) -> table.row(cells(type.word(), counts)));
    return table;
  }

  private static String[] cells(String name, Counts counts) {
    return new String[] {
      name,
      Words.count(counts.listed()),
      Words.count(counts.migrated()),
      Words.count(counts.alreadyMigrated()),
      Words.count(counts.adopted()),
      Words.count(counts.filtered()),
      Words.count(counts.skipped()),
      Words.count(counts.failed()),
      Words.bytes(counts.bytes())
    };
  }

  private Table times() {
    Table table =
        new Table(
            1,
            "Mailbox",
            "Worked",
            "Waited for source",
            "For destination",
            "Slower side",
            "Rate",
            "ETA");
    for (MailboxReport mailbox : report.mailboxes()) {
      Pace pace = mailbox.pace().orElse(Pace.NONE);
      table.row(
          mailbox.record().source(),
          Words.duration(pace.worked()),
          Words.duration(pace.sourceWait()),
          Words.duration(pace.destinationWait()),
          pace.bottleneck().word(),
          Words.rate(mailbox.itemsPerSecond()),
          mailbox.timeLeft().map(Words::duration).orElse("-"));
      if (mailbox.record().message().isEmpty()) {
        mailbox.lastError().ifPresent(error -> table.note("Last error: " + error));
      }
    }
    return table;
  }

  private static Table forecast(List<Forecast.Part> mailboxes) {
    Table table = new Table(1, "Mailbox", "Items left", "Bytes left", "Takes");
    for (Forecast.Part mailbox : mailboxes) {
      table.row(
          mailbox.mailbox(),
          Words.count(mailbox.items()),
          Words.bytes(mailbox.bytes()),
          mailbox.duration().map(Forecast.Range::text).orElse("unknown"));
    }
    return table;
  }

  /** A line for each item that was not migrated, with the reason below it where there is more. */
  List<String> items() {
    if (report.leftovers().isEmpty()) {
      return List.of("No items to list.");
    }
    Map<Long, String> addresses = report.addresses();
    List<String> lines = new ArrayList<>();
    for (Leftover item : report.leftovers()) {
      lines.add(
          addresses.get(item.mailboxId())
              + "  "
              + item.folder()
              + "  "
              + item.type().word()
              + " "
              + item.key()
              + item.date().map(date -> "  of " + Moments.text(date)).orElse("")
              + (item.size() > 0 ? "  " + Words.bytes(item.size()) : "")
              + "  "
              + item.outcome().word()
              + ": "
              + item.reason());
      if (!item.message().isEmpty()) {
        lines.add("    " + item.message());
      }
    }
    return lines;
  }
}
