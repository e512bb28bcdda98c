package io.mailtrek.cli;

import io.mailtrek.ledger.PassType;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries again what failed. */
@Command(
    name = "retry",
    description =
        "Tries again what failed in the last pass of each mailbox, and nothing else. A mailbox whose"
            + " last pass is not Completed, or has no errors, is left out with the reason. Needs no"
            + " service; if one runs, it does the work.",
    footer = {
      "  mailtrek retry --all",
      "  mailtrek retry --mailbox anna@old.example",
      "  mailtrek errors              what would be tried"
    })
final class RetryCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;
  @Mixin private PassOptions options;

  RetryCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    return new PassSubmission(root, spec.commandLine(), PassType.RETRY, Optional.empty(), options)
        .call();
  }
}
