package io.mailtrek.api;

import io.mailtrek.api.Answers.Answer;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.report.PassReport;
import io.mailtrek.report.ReportCsv;
import io.mailtrek.report.ReportHtml;
import io.mailtrek.report.ReportJson;
import io.mailtrek.report.Reports;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The reports of passes. */
public final class ReportResource {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of("json", "application/json", "csv", "text/csv", "html", "text/html");

  private final PassEngine engine;

  ReportResource(PassEngine engine) {
    this.engine = engine;
  }

  /** {@code GET /api/passes/{passId}/report}. */
  public void get(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters = Parameters.of(exchange, "format");
          String format = parameters.word("format", MEDIA_TYPES.keySet()).orElse("json");
          PassReport report = report(parameters.pathNumber(2));
          return Answer.file(
              MEDIA_TYPES.get(format) + "; charset=utf-8",
              text(report, format).getBytes(StandardCharsets.UTF_8),
              report.view().fileName() + "." + format);
        });
  }

  private static String text(PassReport report, String format) throws IOException {
    if (format.equals("html")) {
      return ReportHtml.of(report);
    }
    StringWriter text = new StringWriter();
    if (format.equals("csv")) {
      ReportCsv.mailboxes(report, text);
    } else {
      ReportJson.write(report, text);
    }
    return text.toString();
  }

  /** {@code GET /api/passes/{passId}/forecast}. */
  public void forecast(Exchange exchange) {
    Answers.give(
        exchange,
        () ->
            new ForecastAnswer(
                report(Parameters.of(exchange).pathNumber(2))
                    .forecast()
                    .map(forecast -> forecast.sentences())
                    .orElse(List.of())));
  }

  private PassReport report(long pass) {
    return new Reports(engine.project(), engine.ledger())
        .of(pass)
        .orElseThrow(() -> Problem.notFound("There is no pass " + pass + ".").exception());
  }
}
