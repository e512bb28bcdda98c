package io.mailtrek.cli;

import io.mailtrek.config.OlderThan;
import io.mailtrek.ledger.PassType;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Moves the old mail ahead of the cutover. */
@Command(
    name = "pre-stage",
    description =
        "Moves the mail that is older than 90 days, or another limit, while people still work with"
            + " the old system. Needs no service; if one runs, it does the work.",
    footer = {
      "  mailtrek pre-stage --all",
      "  mailtrek pre-stage --mailbox '*@old.example' --older-than 30d",
      "  mailtrek pre-stage --mailboxes first.txt --before 2026-08-01",
      "  mailtrek pre-stage --all --start-at 2026-12-01T20:00+01:00"
    })
final class PreStageCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;
  @Mixin private PassOptions options;

  @ArgGroup private Limit limit;

  PreStageCommand(MailTrek root) {
    this.root = root;
  }

  /** The two ways to say how old; one of them. */
  static final class Limit {
    @Option(
        names = "--older-than",
        paramLabel = "AGE",
        converter = Age.class,
        description = "Only mail older than this: days as in 90d, a date, or a date and time.")
    private OlderThan olderThan;

    @Option(
        names = "--before",
        paramLabel = "DATE",
        converter = Date.class,
        description = "Only mail from before this date, or date and time.")
    private OlderThan before;
  }

  @Override
  public Integer call() throws Exception {
    Optional<OlderThan> olderThan =
        Optional.ofNullable(limit).map(l -> l.olderThan != null ? l.olderThan : l.before);
    return new PassSubmission(root, spec.commandLine(), PassType.PRE_STAGE, olderThan, options)
        .call();
  }

  private static final class Age implements ITypeConverter<OlderThan> {
    @Override
    public OlderThan convert(String text) {
      try {
        return OlderThan.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private static final class Date implements ITypeConverter<OlderThan> {
    @Override
    public OlderThan convert(String text) {
      PassOptions.read(text);
      return OlderThan.parse(text);
    }
  }
}
