package io.mailtrek.report;

import io.mailtrek.config.ReportFormat;
import java.io.IOException;
import java.io.Writer;

/** Writes a report in any format. */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Writes a report, and leaves {@code out} open. As CSV it is the table of mailboxes; {@link
   * ReportCsv#items} writes that of items.
   */
  public static void write(PassReport report, ReportFormat format, Writer out) throws IOException {
    switch (format) {
      case HTML -> out.write(ReportHtml.of(report));
      case CSV -> ReportCsv.mailboxes(report, out);
      case JSON -> ReportJson.write(report, out);
    }
  }
}
