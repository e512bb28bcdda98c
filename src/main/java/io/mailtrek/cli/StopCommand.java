package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.report.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks passes to stop. */
@Command(
    name = "stop",
    description =
        "Stops passes: what is in flight is finished, and the next pass goes on from there.",
    footer = {
      "  mailtrek stop --all",
      "  mailtrek stop --mailbox anna@old.example",
      "  mailtrek stop --pass 3"
    })
final class StopCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  StopCommand(MailTrek root) {
    this.root = root;
  }

  /** What to stop. */
  static final class Which {
    @ArgGroup(multiplicity = "1")
    private MailboxOptions mailboxes;

    @Option(
        names = "--pass",
        paramLabel = "N",
        required = true,
        description = "All mailboxes of this pass.")
    private Long pass;
  }

  /** What is printed as JSON. */
  private record Answer(int stopped, List<Map<String, Object>> mailboxes) {}

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    Optional<ServiceClient> service =
        ProjectLock.holder(project.data())
            .flatMap(holder -> ServiceClient.of(project.home(), holder));
    List<MailboxPassRecord> stopped =
        service.isPresent()
            ? stop(project, service.get())
            : LedgerFiles.exist(project.ledger()) ? stop(project) : List.of();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.write(
              new Answer(stopped.size(), stopped.stream().map(StopCommand::object).toList())));
    } else if (stopped.isEmpty()) {
      out.println("Nothing to stop: no pass is under way.");
    } else {
      stopped.forEach(
          mailbox ->
              out.println(
                  mailbox.source()
                      + ", pass "
                      + mailbox.passId()
                      + ": "
                      + mailbox.status().text()));
    }
    out.flush();
    return ExitCode.OK;
  }

  private List<MailboxPassRecord> stop(Project project, ServiceClient service)
      throws ConfigException {
    return which.pass == null
        ? service.stop(List.copyOf(selected(project)))
        : service.stop(which.pass);
  }

  private List<MailboxPassRecord> stop(Project project) throws ConfigException {
    Set<String> selected = selected(project);
    Optional<ProjectLock> lock = ProjectLock.take(project.data(), "stop");
    try (Ledger ledger = Ledger.open(project.ledger())) {
      PassLog passes = ledger.passes();
      List<MailboxPassRecord> chosen =
          passes.unfinished().stream()
              .filter(
                  mailbox ->
                      which.pass == null
                          ? selected.contains(mailbox.source())
                          : mailbox.passId() == which.pass)
              .toList();
      chosen.stream()
          .collect(
              Collectors.groupingBy(
                  MailboxPassRecord::passId,
                  Collectors.mapping(MailboxPassRecord::mailboxId, Collectors.toList())))
          .forEach(passes::requestStop);
      if (lock.isPresent()) {
        chosen.forEach(mailbox -> endInterrupted(passes, mailbox));
      }
      return chosen.stream()
          .flatMap(m -> passes.mailboxPass(m.passId(), m.mailboxId()).stream())
          .toList();
    } finally {
      lock.ifPresent(ProjectLock::close);
    }
  }

  /** With no process on the project, nobody else would end what an earlier one left under way. */
  private static void endInterrupted(PassLog passes, MailboxPassRecord mailbox) {
    boolean stopping =
        passes
            .statusOf(mailbox.passId(), mailbox.mailboxId())
            .filter(status -> status == MailboxPassStatus.STOPPING)
            .isPresent();
    if (stopping) {
      passes.end(
          mailbox.passId(),
          mailbox.mailboxId(),
          MailboxPassStatus.STOPPED,
          "It was stopped after an interruption.",
          mailbox.counts());
    }
  }

  private Set<String> selected(Project project) throws ConfigException {
    if (which.pass != null) {
      return Set.of();
    }
    return which.mailboxes.selection().resolve(project.mailboxes()).stream()
        .map(mailbox -> mailbox.source().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> object(MailboxPassRecord mailbox) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mailbox", mailbox.source());
    object.put("pass", mailbox.passId());
    object.put("status", mailbox.status().text());
    return object;
  }
}
