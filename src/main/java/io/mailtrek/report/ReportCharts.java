package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Pace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The charts of a report: outcomes by item type, by mailbox and by pass, and where the time went.
 */
final class ReportCharts {
  private static final int MOST_BARS = 25;
  private static final List<String> OUTCOMES =
      List.of("migrated", "already migrated", "adopted", "filtered", "skipped", "failed");

  private final PassReport report;

  ReportCharts(PassReport report) {
    this.report = report;
  }

  /** Adds all of them to a page. */
  void addTo(Html page) {
    page.element("h2", "Charts").line();
    types().addTo(page);
    mailboxes().addTo(page);
    times().addTo(page);
    if (report.history().size() > 1) {
      passes().addTo(page);
    }
  }

  private StackedBars types() {
    StackedBars chart = new StackedBars("Items by type", OUTCOMES, ReportCharts::count);
    report.types().forEach((type, counts) -> chart.bar(type.word(), outcomes(counts)));
    return chart;
  }

  private StackedBars mailboxes() {
    StackedBars chart = new StackedBars("Items by mailbox" + most(), OUTCOMES, ReportCharts::count);
    largest(Comparator.comparing(mailbox -> mailbox.record().counts().listed()))
        .forEach(
            mailbox -> chart.bar(mailbox.record().source(), outcomes(mailbox.record().counts())));
    return chart;
  }

  private StackedBars times() {
    StackedBars chart =
        new StackedBars(
            "Where the time went" + most(),
            List.of("waited for the source", "waited for the destination", "neither"),
            seconds -> Words.duration(Duration.ofMillis(Math.round(seconds * 1000))));
    largest(Comparator.comparing(mailbox -> mailbox.pace().orElse(Pace.NONE).worked()))
        .forEach(
            mailbox ->
                chart.bar(mailbox.record().source(), times(mailbox.pace().orElse(Pace.NONE))));
    return chart;
  }

  private StackedBars passes() {
    StackedBars chart = new StackedBars("The passes so far", OUTCOMES, ReportCharts::count);
    List<PassTotal> history = report.history();
    history
        .subList(Math.max(0, history.size() - MOST_BARS), history.size())
        .forEach(
            total ->
                chart.bar(
                    total.pass().id() + " " + total.pass().type().word(),
                    outcomes(total.counts())));
    return chart;
  }

  private String most() {
    return report.mailboxes().size() > MOST_BARS ? ", the " + MOST_BARS + " largest" : "";
  }

  private List<MailboxReport> largest(Comparator<MailboxReport> by) {
    return report.mailboxes().stream().sorted(by.reversed()).limit(MOST_BARS).toList();
  }

  private static String count(double number) {
    return Words.count(Math.round(number));
  }

  private static double[] outcomes(Counts counts) {
    return new double[] {
      counts.migrated(),
      counts.alreadyMigrated(),
      counts.adopted(),
      counts.filtered(),
      counts.skipped(),
      counts.failed()
    };
  }

  private static double[] times(Pace pace) {
    double source = pace.sourceWait().toMillis() / 1000.0;
    double destination = pace.destinationWait().toMillis() / 1000.0;
    double all = pace.worked().toMillis() / 1000.0;
    return new double[] {source, destination, Math.max(0, all - source - destination)};
  }
}
