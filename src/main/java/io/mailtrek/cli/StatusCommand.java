package io.mailtrek.cli;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how far each mailbox is in its last pass. */
@Command(
    name = "status",
    description = "Shows how far each mailbox is in its last pass. Works while others run.",
    footer = {"  mailtrek status", "  mailtrek status --json"})
final class StatusCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  StatusCommand(MailTrek root) {
    this.root = root;
  }

  /** A mailbox with its last pass, if it was ever submitted. */
  private record Line(Mailbox mailbox, Optional<MailboxPassRecord> last, Optional<PassView> view) {

    String status() {
      return last.map(record -> view.orElseThrow().status(record)).orElse("Not Submitted");
    }

    Counts counts() {
      return last.map(MailboxPassRecord::counts).orElse(Counts.ZERO);
    }

    double rate() {
      double seconds =
          last.map(record -> view.orElseThrow().duration(record).toMillis() / 1000.0).orElse(0.0);
      return seconds > 0 ? counts().listed() / seconds : 0;
    }
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    Optional<ProjectLock.Holder> holder = ProjectLock.holder(project.data());
    List<Line> lines = read(project);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(project, holder, lines));
    } else {
      print(project, holder, lines, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static List<Line> read(Project project) {
    if (!LedgerFiles.exist(project.ledger())) {
      return project.mailboxes().stream()
          .map(mailbox -> new Line(mailbox, Optional.empty(), Optional.empty()))
          .toList();
    }
    try (Ledger ledger = Ledger.open(project.ledger())) {
      PassLog passes = ledger.passes();
      Instant now = Instant.now();
      Map<String, MailboxPassRecord> last = new TreeMap<>();
      Map<Long, PassRecord> known = new TreeMap<>();
      for (MailboxPassRecord record : passes.latestPerMailbox()) {
        last.put(record.source() + " " + record.destination(), record);
      }
      passes.all().forEach(pass -> known.put(pass.id(), pass));
      List<Line> lines = new ArrayList<>();
      for (Mailbox mailbox : project.mailboxes()) {
        String key = (mailbox.source() + " " + mailbox.destination()).toLowerCase(Locale.ROOT);
        Optional<MailboxPassRecord> record = Optional.ofNullable(last.get(key));
        lines.add(
            new Line(
                mailbox,
                record,
                record.map(r -> new PassView(known.get(r.passId()), List.of(r), now))));
      }
      return lines;
    }
  }

  private static void print(
      Project project, Optional<ProjectLock.Holder> holder, List<Line> lines, PrintWriter out) {
    out.println(
        "Project "
            + project.name()
            + holder
                .map(
                    h ->
                        ", in use by 'mailtrek "
                            + h.command()
                            + "' (process "
                            + h.pid()
                            + ", since "
                            + Moments.text(h.since())
                            + ")")
                .orElse(", no process is running"));
    out.println();
    Table table =
        new Table(
            3,
            "Mailbox",
            "Pass",
            "Status",
            "Listed",
            "Migrated",
            "Already",
            "Filtered",
            "Skipped",
            "Failed",
            "Bytes",
            "Rate");
    for (Line line : lines) {
      Counts counts = line.counts();
      table.row(
          line.mailbox().source(),
          line.view().map(v -> v.pass().id() + " " + v.words()).orElse("-"),
          line.status(),
          Words.count(counts.listed()),
          Words.count(counts.migrated() + counts.adopted()),
          Words.count(counts.alreadyMigrated()),
          Words.count(counts.filtered()),
          Words.count(counts.skipped()),
          Words.count(counts.failed()),
          Words.bytes(counts.bytes()),
          Words.rate(line.rate()));
      line.last().map(MailboxPassRecord::message).filter(m -> !m.isEmpty()).ifPresent(table::note);
      line.last()
          .flatMap(MailboxPassRecord::problem)
          .ifPresent(problem -> table.note("What to do: " + problem.advice()));
      line.last().flatMap(MailboxPassRecord::pause).map(PassView::waiting).ifPresent(table::note);
    }
    table.lines().forEach(out::println);
  }

  private static String json(
      Project project, Optional<ProjectLock.Holder> holder, List<Line> lines) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("project", project.name());
    object.put("process", holder.map(StatusCommand::process).orElse(null));
    List<Map<String, Object>> mailboxes = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> mailbox = new LinkedHashMap<>();
      mailbox.put("source", line.mailbox().source());
      mailbox.put("destination", line.mailbox().destination());
      mailbox.put("pass", line.last().map(MailboxPassRecord::passId).orElse(null));
      mailbox.put("type", line.view().map(v -> v.pass().type().word()).orElse(null));
      mailbox.put("status", line.last().map(r -> r.status().text()).orElse("Not Submitted"));
      mailbox.put(
          "startAt",
          line.view().flatMap(v -> v.pass().startAt()).map(Instant::toString).orElse(null));
      mailbox.put("adopt", line.view().map(v -> v.pass().adopt()).orElse(false));
      mailbox.put("expected", line.last().map(PassView::expected).orElse(0L));
      mailbox.putAll(Json.counts(line.counts()));
      mailbox.put("itemsPerSecond", Math.round(line.rate() * 10) / 10.0);
      Optional<Pause> pause = line.last().flatMap(MailboxPassRecord::pause);
      mailbox.put("pauseReason", pause.map(Pause::reason).orElse(null));
      mailbox.put("pausedUntil", pause.flatMap(Pause::until).map(Instant::toString).orElse(null));
      mailbox.put("message", line.last().map(MailboxPassRecord::message).orElse(""));
      Optional<Problem> problem = line.last().flatMap(MailboxPassRecord::problem);
      mailbox.put("problem", problem.map(Problem::word).orElse(null));
      mailbox.put("errorClass", problem.map(p -> p.errorClass().word()).orElse(null));
      mailbox.put("advice", problem.map(Problem::advice).orElse(null));
      mailboxes.add(mailbox);
    }
    object.put("mailboxes", mailboxes);
    return Json.write(object);
  }

  private static Map<String, Object> process(ProjectLock.Holder holder) {
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("pid", holder.pid());
    process.put("command", holder.command());
    process.put("since", holder.since().toString());
    return process;
  }
}
