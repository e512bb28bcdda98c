package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.config.Selection;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.Words;
import io.mailtrek.store.Problem;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what failed and was not migrated since. */
@Command(
    name = "errors",
    description =
        "Lists the items that failed and were not migrated since, with the server's words.",
    footer = {
      "  mailtrek errors",
      "  mailtrek errors --mailbox anna@old.example",
      "  mailtrek errors --repaired",
      "  mailtrek errors --json"
    })
final class ErrorsCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(
      names = "--mailbox",
      paramLabel = "ADDRESS",
      description = "Only of this source address or pattern; may be given several times.")
  private List<String> mailboxes = List.of();

  @Option(
      names = "--repaired",
      description =
          "Lists the items instead that were migrated in a repaired form, see mailtrek.repair.")
  private boolean repaired;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ErrorsCommand(MailTrek root) {
    this.root = root;
  }

  /** A failure with the mailbox that it belongs to. */
  private record Line(String mailbox, Failure failure) {}

  /** What is printed as JSON. */
  private record Answer(int count, List<Map<String, Object>> errors) {}

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    PrintWriter out = spec.commandLine().getOut();
    if (repaired) {
      RepairedList.read(project, selected(project)).print(out, json);
      out.flush();
      return ExitCode.OK;
    }
    List<Line> lines = read(project);
    if (json) {
      out.println(
          Json.write(new Answer(lines.size(), lines.stream().map(ErrorsCommand::object).toList())));
    } else {
      print(lines, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** The source addresses, in lower case. */
  private Set<String> selected(Project project) throws ConfigException {
    Selection selection =
        mailboxes.isEmpty() ? Selection.everything() : Selection.of("--mailbox", mailboxes);
    return selection.resolve(project.mailboxes()).stream()
        .map(mailbox -> mailbox.source().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private List<Line> read(Project project) throws ConfigException {
    Set<String> selected = selected(project);
    if (!LedgerFiles.exist(project.ledger())) {
      return List.of();
    }
    try (Ledger ledger = Ledger.open(project.ledger())) {
      List<Line> lines = new ArrayList<>();
      for (MailboxPassRecord mailbox : ledger.passes().latestPerMailbox()) {
        if (selected.contains(mailbox.source())) {
          ledger
              .passes()
              .failures(mailbox.mailboxId())
              .forEach(failure -> lines.add(new Line(mailbox.source(), failure)));
        }
      }
      return lines;
    }
  }

  private static void print(List<Line> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      out.println("No errors.");
      return;
    }
    for (Line line : lines) {
      Failure failure = line.failure();
      out.println(
          line.mailbox()
              + "  "
              + failure.folder()
              + "  "
              + failure.type().word()
              + " "
              + failure.key()
              + failure.itemDate().map(date -> "  of " + Moments.text(date)).orElse("")
              + (failure.size() > 0 ? "  " + Words.bytes(failure.size()) : "")
              + "  (pass "
              + failure.passId()
              + ", "
              + Moments.text(failure.at())
              + ")");
      out.println("    " + kind(failure) + ": " + failure.message());
      failure.quarantined().ifPresent(file -> out.println("    kept as " + file));
    }
    out.println();
    printAdvice(lines, out);
    out.println(Words.count(lines.size(), "error", "errors"));
  }

  private static String kind(Failure failure) {
    return failure.problem().map(Problem::word).orElse(failure.errorClass());
  }

  /** Once for each kind of error, the most frequent first. */
  private static void printAdvice(List<Line> lines, PrintWriter out) {
    Map<Problem, Long> problems =
        lines.stream()
            .flatMap(line -> line.failure().problem().stream())
            .collect(
                Collectors.groupingBy(
                    problem -> problem, () -> new EnumMap<>(Problem.class), Collectors.counting()));
    problems.entrySet().stream()
        .sorted(Map.Entry.<Problem, Long>comparingByValue().reversed())
        .forEach(
            entry ->
                out.println(
                    Words.count(entry.getValue())
                        + " "
                        + entry.getKey().word()
                        + ": "
                        + entry.getKey().advice()));
  }

  private static Map<String, Object> object(Line line) {
    Failure failure = line.failure();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mailbox", line.mailbox());
    object.put("pass", failure.passId());
    object.put("folder", failure.folder().toString());
    object.put("type", failure.type().word());
    object.put("item", failure.key().value());
    object.put("class", failure.errorClass());
    object.put("problem", failure.problem().map(Problem::word).orElse(null));
    object.put("errorClass", failure.problem().map(p -> p.errorClass().word()).orElse(null));
    object.put("message", failure.message());
    object.put("advice", failure.problem().map(Problem::advice).orElse(null));
    object.put("quarantined", failure.quarantined().orElse(null));
    object.put("date", failure.itemDate().map(Instant::toString).orElse(null));
    object.put("size", failure.size());
    object.put("at", failure.at().toString());
    return object;
  }
}
