package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.report.Json;
import io.mailtrek.report.MailboxReport;
import io.mailtrek.report.MailboxStatus;
import io.mailtrek.report.PassView;
import io.mailtrek.report.ReportJson;
import io.mailtrek.report.Reports;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how far each mailbox is in its last pass. */
@Command(
    name = "status",
    description = "Shows how far each mailbox is in its last pass. Works while others run.",
    footer = {"  mailtrek status", "  mailtrek status --watch", "  mailtrek status --json"})
final class StatusCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "Show it again every 2 seconds, or as often as told, until Ctrl-C.")
  private Integer watch;

  StatusCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    PrintWriter out = spec.commandLine().getOut();
    if (watch != null) {
      watch(project, out);
    } else {
      lines(project, Optional.empty()).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void watch(Project project, PrintWriter out) throws Exception {
    if (watch < 1) {
      throw new ParameterException(spec.commandLine(), "--watch takes a number of seconds from 1.");
    }
    try (StopSignal signal = new StopSignal(() -> {})) {
      StatusWatch status =
          new StatusWatch(out, most -> lines(project, most), () -> signal.await(1000L * watch));
      if (root.terminal().out() && !json) {
        status.on(new ScreenBlock(out, root.terminal()::size));
      } else {
        status.print();
      }
    }
  }

  /** The ledger is open only for a moment, so that nobody comes to depend on this process. */
  private List<String> lines(Project project, Optional<Integer> most) {
    Optional<ProjectLock.Holder> holder = ProjectLock.holder(project.data());
    List<MailboxStatus> mailboxes = read(project);
    if (json) {
      return List.of(json(project, holder, mailboxes));
    }
    StatusTable table = new StatusTable(project, holder, mailboxes);
    if (watch == null) {
      return table.lines();
    }
    return most.map(table::lines).orElseGet(table::paragraph);
  }

  private static List<MailboxStatus> read(Project project) {
    if (!LedgerFiles.exist(project.ledger())) {
      return Reports.notSubmitted(project);
    }
    try (Ledger ledger = Ledger.open(project.ledger())) {
      return new Reports(project, ledger).statuses();
    }
  }

  private static String json(
      Project project, Optional<ProjectLock.Holder> holder, List<MailboxStatus> mailboxes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("project", project.name());
    object.put("process", holder.map(StatusCommand::process).orElse(null));
    object.put("mailboxes", mailboxes.stream().map(StatusCommand::object).toList());
    return Json.write(object);
  }

  private static Map<String, Object> object(MailboxStatus status) {
    Optional<MailboxReport> report = status.report();
    Optional<MailboxPassRecord> last = report.map(MailboxReport::record);
    Map<String, Object> mailbox = new LinkedHashMap<>();
    mailbox.put("source", status.mailbox().source());
    mailbox.put("destination", status.mailbox().destination());
    mailbox.put("pass", last.map(MailboxPassRecord::passId).orElse(null));
    mailbox.put("type", status.view().map(v -> v.pass().type().word()).orElse(null));
    mailbox.put("status", status.status());
    mailbox.put(
        "startAt",
        status.view().flatMap(v -> v.pass().startAt()).map(Instant::toString).orElse(null));
    mailbox.put("adopt", status.view().map(v -> v.pass().adopt()).orElse(false));
    mailbox.put("expected", last.map(PassView::expected).orElse(0L));
    mailbox.putAll(Json.counts(status.counts()));
    mailbox.put(
        "itemsPerSecond",
        Json.decimal(report.map(MailboxReport::averageItemsPerSecond).orElse(0.0)));
    report.map(ReportJson::figures).ifPresent(mailbox::putAll);
    Optional<Pause> pause = last.flatMap(MailboxPassRecord::pause);
    mailbox.put("pauseReason", pause.map(Pause::reason).orElse(null));
    mailbox.put("pausedUntil", pause.flatMap(Pause::until).map(Instant::toString).orElse(null));
    mailbox.put("message", last.map(MailboxPassRecord::message).orElse(""));
    Optional<Problem> problem = last.flatMap(MailboxPassRecord::problem);
    mailbox.put("problem", problem.map(Problem::word).orElse(null));
    mailbox.put("errorClass", problem.map(p -> p.errorClass().word()).orElse(null));
    mailbox.put("advice", problem.map(Problem::advice).orElse(null));
    return mailbox;
  }

  private static Map<String, Object> process(ProjectLock.Holder holder) {
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("pid", holder.pid());
    process.put("command", holder.command());
    process.put("since", holder.since().toString());
    return process;
  }
}
