package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.pass.Engine;
import io.mailtrek.report.Json;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes when a pass starts that waits for its time. */
@Command(
    name = "reschedule",
    description =
        "Changes when a pass starts that was submitted for a later time. Its cut-off stays as it"
            + " is. To give the pass up, use 'mailtrek stop --pass N'.",
    footer = {
      "  mailtrek reschedule --pass 3 --start-at 2026-12-02T20:00+01:00",
      "  mailtrek reschedule --pass 3 --now"
    })
final class RescheduleCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(names = "--pass", paramLabel = "N", required = true, description = "The pass.")
  private long pass;

  @ArgGroup(multiplicity = "1")
  private When when;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  RescheduleCommand(MailTrek root) {
    this.root = root;
  }

  /** The new start; one of the two. */
  static final class When {
    @Option(
        names = "--start-at",
        paramLabel = "TIME",
        required = true,
        converter = PassOptions.Time.class,
        description =
            "Start then, as in 2026-12-01T20:00+01:00; without a zone it is the system's.")
    private Instant startAt;

    @SuppressWarnings("UnusedVariable") // It says that there is no other start.
    @Option(names = "--now", required = true, description = "Start at once.")
    private boolean now;
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    if (!LedgerFiles.exist(project.ledger())) {
      throw noSuchPass();
    }
    try (Engine engine = root.engines().connect(project)) {
      PassLog passes = engine.ledger().passes();
      if (passes.find(pass).isEmpty()) {
        throw noSuchPass();
      }
      if (!engine.reschedule(pass, Optional.ofNullable(when.startAt))) {
        throw new UsageException(
            "Pass "
                + pass
                + " does not wait for its start any more: it is "
                + PassView.read(passes, pass).orElseThrow().status()
                + ".");
      }
      print(PassView.read(passes, pass).orElseThrow(), spec.commandLine().getOut());
      return ExitCode.OK;
    }
  }

  private UsageException noSuchPass() {
    return new UsageException("There is no pass " + pass + ".");
  }

  private void print(PassView view, PrintWriter out) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("pass", pass);
      object.put("status", view.status());
      object.put("startAt", view.pass().startAt().map(Instant::toString).orElse(null));
      out.println(Json.write(object));
    } else {
      out.println(
          "Pass "
              + pass
              + ": "
              + view.startsIn()
                  .map(wait -> "Submitted, will start in " + Words.duration(wait))
                  .orElse(view.status()));
    }
    out.flush();
  }
}
