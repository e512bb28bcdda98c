package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.report.Words;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The service. */
@Command(
    name = "run",
    description =
        "Runs as a service: keeps the schedules of config/application.properties, goes on with"
            + " passes that were interrupted, and takes the passes of other commands.",
    footer = {
      "  mailtrek run",
      "  mailtrek --home /srv/contoso run        then, elsewhere: mailtrek full --all"
    })
final class RunCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  RunCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.project("INFO");
    Optional<ProjectLock> lock = ProjectLock.take(project.data(), "run");
    if (lock.isEmpty()) {
      throw new UsageException(
          ProjectLock.holder(project.data())
              .map(
                  holder ->
                      "The project is in use by 'mailtrek "
                          + holder.command()
                          + "' (process "
                          + holder.pid()
                          + ").")
              .orElse("The project was in use just now. Try again."));
    }
    ProjectLock held = lock.get();
    try (StopSignal signal = new StopSignal(this::stopping);
        Engine engine = root.engines().start(project, true)) {
      engine.address().ifPresent(held::announce);
      int unfinished = engine.ledger().passes().unfinished().size();
      print(
          "MailTrek runs the project "
              + project.name()
              + " with "
              + Words.count(project.mailboxes().size(), "mailbox", "mailboxes")
              + "; "
              + Words.count(unfinished, "mailbox pass is", "mailbox passes are")
              + " waiting or under way."
              + engine
                  .address()
                  .map(
                      address ->
                          " The web console is at "
                              + address.uri()
                              + "/; to log in, paste the token in config/api-token.")
                  .orElse("")
              + " Ctrl-C ends it; what is not finished goes on at the next"
              + " start.");
      signal.await();
    } finally {
      held.close();
    }
    print("Ended.");
    return ExitCode.OK;
  }

  private void stopping() {
    print("Ending: what is in flight is finished first. Ctrl-C again quits at once.");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
