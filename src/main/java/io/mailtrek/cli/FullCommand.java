package io.mailtrek.cli;

import io.mailtrek.ledger.PassType;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Moves everything that was not moved. */
@Command(
    name = "full",
    aliases = "delta",
    description =
        "Moves every item that was not moved yet. Run it after the cutover, as often as you like."
            + " Needs no service; if one runs, it does the work.",
    footer = {
      "  mailtrek full --all",
      "  mailtrek delta --mailbox anna@old.example",
      "  mailtrek full --all --adopt",
      "  mailtrek full --all --json | tail -1"
    })
final class FullCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;
  @Mixin private PassOptions options;

  FullCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    return new PassSubmission(root, spec.commandLine(), PassType.FULL, Optional.empty(), options)
        .call();
  }
}
