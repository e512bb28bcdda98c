package io.mailtrek.camel;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.PassListener;
import io.mailtrek.report.PassReport;
import io.mailtrek.report.ReportFiles;
import io.mailtrek.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of each pass that moves items when it has ended. A report that fails changes
 * nothing else.
 */
final class ReportOnEnd implements PassListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReportOnEnd.class);

  private final Project project;
  private final Reports reports;

  ReportOnEnd(Project project, Ledger ledger) {
    this.project = project;
    this.reports = new Reports(project, ledger);
  }

  @Override
  public void passEnded(PassRecord pass, List<MailboxPassRecord> mailboxPasses) {
    if (project.reports().formats().isEmpty() || pass.type() == PassType.VERIFY) {
      return;
    }
    try {
      Optional<PassReport> report = reports.of(pass.id());
      if (report.isPresent()) {
        List<Path> files =
            new ReportFiles(project).write(report.get(), project.reports().formats());
        LOG.info("The report of pass {} is in {}.", pass.id(), files);
      }
    } catch (IOException | LedgerException e) {
      LOG.warn(
          "The report of pass {} could not be written: {}. 'mailtrek report --save --pass {}'"
              + " writes it.",
          pass.id(),
          e.getMessage(),
          pass.id());
    }
  }
}
