package io.mailtrek.cli;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The table at the end of a pass. */
final class Summary {
  private final PassView view;
  private final Reasons reasons;
  private final SortedMap<String, Long> repairs;

  /**
   * The summary of a pass.
   *
   * @param reasons why items of it were filtered or skipped
   * @param repairs how many items were migrated in another form, by what was changed
   */
  Summary(PassView view, Reasons reasons, SortedMap<String, Long> repairs) {
    this.view = view;
    this.reasons = reasons;
    this.repairs = repairs;
  }

  /** The lines of the table and the sum below it. */
  List<String> lines() {
    Table table =
        new Table(
            2,
            "Mailbox",
            "Status",
            "Listed",
            "Migrated",
            "Already",
            "Adopted",
            "Filtered",
            "Skipped",
            "Failed",
            "Bytes",
            "Seconds");
    for (MailboxPassRecord mailbox : view.mailboxes()) {
      table.row(
          cells(
              mailbox.source(),
              view.status(mailbox),
              mailbox.counts(),
              Json.seconds(view.duration(mailbox))));
      if (!mailbox.message().isEmpty()) {
        table.note(mailbox.message());
      }
      mailbox.problem().ifPresent(problem -> table.note("What to do: " + problem.advice()));
    }
    if (view.mailboxes().size() > 1) {
      table.rule();
      table.row(
          cells(
              Words.count(view.mailboxes().size(), "mailbox", "mailboxes"),
              view.status(),
              view.counts(),
              Json.seconds(view.duration())));
    }
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    lines.add(sum(view.counts()));
    reasons("filtered by", reasons.filteredBy(), lines);
    reasons("skipped as", reasons.skippedBy(), lines);
    if (!repairs.isEmpty()) {
      lines.add(
          repairs.entrySet().stream()
              .map(entry -> entry.getKey() + " " + Words.count(entry.getValue()))
              .collect(Collectors.joining(", ", "repaired: ", "")));
    }
    if (view.counts().droppedKeywords() > 0) {
      lines.add(
          Words.count(view.counts().droppedKeywords(), "keyword", "keywords")
              + " left out that the destination does not permit");
    }
    return lines;
  }

  private String title() {
    String title = "Pass " + view.pass().id() + ", " + view.words();
    return title
        + view.pass().cutOff().map(cutOff -> ", items before " + Moments.text(cutOff)).orElse("")
        + view.pass().cutOffRule().map(rule -> " (" + rule + ")").orElse("")
        + ": "
        + view.status();
  }

  /** How the outcomes add up to what was listed. */
  static String sum(Counts counts) {
    return String.format(
        Locale.ROOT,
        "listed %,d = %,d migrated + %,d already migrated + %,d adopted + %,d filtered"
            + " + %,d skipped + %,d failed",
        counts.listed(),
        counts.migrated(),
        counts.alreadyMigrated(),
        counts.adopted(),
        counts.filtered(),
        counts.skipped(),
        counts.failed());
  }

  private static void reasons(String title, SortedMap<String, Long> items, List<String> lines) {
    if (!items.isEmpty()) {
      lines.add(
          items.entrySet().stream()
              .map(entry -> entry.getKey() + " " + Words.count(entry.getValue()))
              .collect(Collectors.joining(", ", title + ": ", "")));
    }
  }

  private static String[] cells(String name, String status, Counts counts, double seconds) {
    return new String[] {
      name,
      status,
      Words.count(counts.listed()),
      Words.count(counts.migrated()),
      Words.count(counts.alreadyMigrated()),
      Words.count(counts.adopted()),
      Words.count(counts.filtered()),
      Words.count(counts.skipped()),
      Words.count(counts.failed()),
      Words.bytes(counts.bytes()),
      String.format(Locale.ROOT, "%.1f", seconds)
    };
  }
}
