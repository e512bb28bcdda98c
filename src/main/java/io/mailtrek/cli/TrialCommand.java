package io.mailtrek.cli;

import io.mailtrek.ledger.PassType;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a sample of each mailbox. */
@Command(
    name = "trial",
    description =
        "Verifies each mailbox, finds out by a message of its own what the destination keeps of mail,"
            + " makes all folders, and moves at most 10 items of each, 5 MB of a mailbox in all.",
    footer = {
      "  mailtrek trial --mailbox anna@old.example",
      "  mailtrek trial --mailboxes pilot.txt --details",
      "  mailtrek trial --all --json | tail -1"
    })
final class TrialCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;
  @Mixin private PassOptions options;

  @Option(names = "--details", description = GoNoGo.DETAILS)
  private boolean details;

  TrialCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    return new PassSubmission(
            root, spec.commandLine(), PassType.TRIAL, Optional.empty(), options, details)
        .call();
  }
}
