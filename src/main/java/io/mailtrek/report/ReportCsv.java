package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Pace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;

/** A report as tables for spreadsheets. Times are in UTC, sizes in bytes, durations in seconds. */
public final class ReportCsv {
  private static final List<String> MAILBOXES =
      List.of(
          "Mailbox",
          "Destination",
          "Pass",
          "Type",
          "Status",
          "Started",
          "Ended",
          "Seconds",
          "Listed",
          "Migrated",
          "Already migrated",
          "Adopted",
          "Filtered",
          "Skipped",
          "Failed",
          "Bytes",
          "Items per second",
          "Waited for source",
          "Waited for destination",
          "Bottleneck",
          "Last error");
  private static final List<String> ITEMS =
      List.of("Mailbox", "Folder", "Type", "Item", "Date", "Size", "Outcome", "Reason", "Message");

  private ReportCsv() {}

  /** Writes a line for each mailbox. */
  public static void mailboxes(PassReport report, Appendable out) throws IOException {
    CSVPrinter table = Csv.table(out, MAILBOXES);
    for (MailboxReport mailbox : report.mailboxes()) {
      MailboxPassRecord record = mailbox.record();
      Counts counts = record.counts();
      Pace pace = mailbox.pace().orElse(Pace.NONE);
      Csv.row(
          table,
          record.source(),
          record.destination(),
          record.passId(),
          report.view().words(),
          record.status().text(),
          record.startedAt().map(Instant::toString).orElse(null),
          record.endedAt().map(Instant::toString).orElse(null),
          Json.seconds(mailbox.duration()),
          counts.listed(),
          counts.migrated(),
          counts.alreadyMigrated(),
          counts.adopted(),
          counts.filtered(),
          counts.skipped(),
          counts.failed(),
          counts.bytes(),
          Json.decimal(mailbox.itemsPerSecond()),
          Json.seconds(pace.sourceWait()),
          Json.seconds(pace.destinationWait()),
          pace.bottleneck().word(),
          mailbox.lastError().orElse(null));
    }
  }

  /** Writes a line for each item that was not migrated, as far as they were kept. */
  public static void items(PassReport report, Appendable out) throws IOException {
    Map<Long, String> addresses = report.addresses();
    CSVPrinter table = Csv.table(out, ITEMS);
    for (Leftover item : report.leftovers()) {
      Csv.row(
          table,
          addresses.get(item.mailboxId()),
          item.folder(),
          item.type().word(),
          item.key(),
          item.date().map(Instant::toString).orElse(null),
          item.size(),
          item.outcome().word(),
          item.reason(),
          item.message());
    }
  }
}
