package io.mailtrek.cli;

import io.mailtrek.ledger.PassType;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether mailboxes can be migrated. */
@Command(
    name = "verify",
    description =
        "Looks at both sides of each mailbox: host, TLS, login, rights, quota, limits, and what there"
            + " is to move. Moves and changes nothing. Ends with a table of go and no-go.",
    footer = {
      "  mailtrek verify --all",
      "  mailtrek verify --mailbox anna@old.example --details",
      "  mailtrek verify --all --json | tail -1"
    })
final class VerifyCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private MailboxOptions mailboxes;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      converter = PassOptions.Time.class,
      description = "Start then, as in 2026-12-01T20:00+01:00; without a zone it is the system's.")
  private Instant startAt;

  @Option(names = "--details", description = GoNoGo.DETAILS)
  private boolean details;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, which is the last line.")
  private boolean json;

  VerifyCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    PassOptions options = PassOptions.of(mailboxes, Optional.ofNullable(startAt), json);
    return new PassSubmission(
            root, spec.commandLine(), PassType.VERIFY, Optional.empty(), options, details)
        .call();
  }
}
