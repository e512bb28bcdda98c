package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.config.ReportFormat;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.report.PassReport;
import io.mailtrek.report.ReportCsv;
import io.mailtrek.report.ReportFiles;
import io.mailtrek.report.ReportWriter;
import io.mailtrek.report.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells all about a pass. */
@Command(
    name = "report",
    description =
        "Tells what a pass did, where its time went, what it did not migrate and why. Works while"
            + " others run. Each pass writes its report to the folder reports when it ends.",
    footer = {
      "  mailtrek report",
      "  mailtrek report --pass 3 --items",
      "  mailtrek report --format csv > mailboxes.csv",
      "  mailtrek report --format csv --items > not-migrated.csv",
      "  mailtrek report --save"
    })
final class ReportCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pass",
      paramLabel = "NUMBER",
      description = "The pass; without it, the last one that has begun.")
  private Long pass;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Print the report as html, csv or json; without it, as a text to read.")
  private ReportFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = "--items",
      description = "List the items that were not migrated, in a text or as csv.")
  private boolean items;

  @Option(
      names = "--save",
      description = "Write all formats to the folder reports, instead of printing.")
  private boolean save;

  ReportCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    PassReport report =
        read(project)
            .orElseThrow(
                () ->
                    new UsageException(
                        pass == null
                            ? "There is no pass to report on yet."
                            : "There is no pass " + pass + "."));
    PrintWriter out = spec.commandLine().getOut();
    if (save) {
      new ReportFiles(project)
          .write(report, EnumSet.allOf(ReportFormat.class))
          .forEach(out::println);
    } else {
      print(report, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Optional<PassReport> read(Project project) {
    if (!LedgerFiles.exist(project.ledger())) {
      return Optional.empty();
    }
    try (Ledger ledger = Ledger.open(project.ledger())) {
      Reports reports = new Reports(project, ledger);
      return pass == null ? reports.latest() : reports.of(pass);
    }
  }

  private void print(PassReport report, PrintWriter out) throws IOException {
    ReportFormat chosen = json ? ReportFormat.JSON : format;
    if (chosen == null) {
      ReportText text = new ReportText(report);
      (items ? text.items() : text.lines()).forEach(out::println);
      return;
    }
    if (items && chosen == ReportFormat.CSV) {
      ReportCsv.items(report, out);
    } else {
      ReportWriter.write(report, chosen, out);
    }
    if (chosen == ReportFormat.JSON) {
      out.println();
    }
  }
}
