package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.pass.Engines;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code mailtrek}, which the others are below. */
@Command(
    name = "mailtrek",
    description = "Migrates mailboxes in several passes. The source is never changed.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = MailTrek.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mailtrek demo              a whole migration in half a minute",
      "  mailtrek verify --all      looks whether all mailboxes can be migrated",
      "  mailtrek pre-stage --all   moves mail older than 90 days",
      "  mailtrek full --all        moves all the rest, as often as you like",
      "  mailtrek status            how far each mailbox is"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done; every selected mailbox completed without errors.",
      "1:Some item or mailbox failed or was stopped.",
      "2:The command line or the configuration is wrong; nothing was done."
    })
public final class MailTrek implements Callable<Integer> {
  private final Engines engines;
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The project's folder with config/ and routes/; by default the working folder.")
  private Path home = Path.of("");

  private MailTrek(Engines engines, Terminal terminal) {
    this.engines = engines;
    this.terminal = terminal;
  }

  /** The command line with all commands. Its {@code execute} returns the exit code. */
  public static CommandLine commandLine(Engines engines, Terminal terminal) {
    MailTrek root = new MailTrek(engines, terminal);
    return new CommandLine(root)
        .addSubcommand(new DemoCommand(root))
        .addSubcommand(new VerifyCommand(root))
        .addSubcommand(new TrialCommand(root))
        .addSubcommand(new PreStageCommand(root))
        .addSubcommand(new FullCommand(root))
        .addSubcommand(new RetryCommand(root))
        .addSubcommand(new RunCommand(root))
        .addSubcommand(new StatusCommand(root))
        .addSubcommand(new ErrorsCommand(root))
        .addSubcommand(new ReportCommand(root))
        .addSubcommand(new RescheduleCommand(root))
        .addSubcommand(new LimitsCommand(root))
        .addSubcommand(new StopCommand(root))
        .addSubcommand(new EncryptCommand(root))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(MailTrek::misused)
        .setExecutionExceptionHandler(Failures::report);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  /** What starts passes. */
  Engines engines() {
    return engines;
  }

  /** What is written to. */
  Terminal terminal() {
    return terminal;
  }

  /** The project's folder. */
  Path home() {
    return home.toAbsolutePath().normalize();
  }

  /**
   * Reads the project for a command that runs passes, and sends its log to the project's folder.
   *
   * @param console the lowest level that the terminal shows too
   */
  Project project(String console) throws ConfigException {
    if (Files.exists(home().resolve(ProjectFiles.PROPERTIES))) {
      Logs.toProject(home(), console);
    }
    return ProjectFiles.load(home());
  }

  /** Reads the project for a command that only looks into the ledger. */
  Project projectToLookAt() throws ConfigException {
    Logs.toTerminal();
    return ProjectFiles.loadWithoutPasswords(home());
  }

  /** The version in the JAR's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = MailTrek.class.getPackage().getImplementationVersion();
      return new String[] {"MailTrek " + (version == null ? "(not packaged)" : version)};
    }
  }
}
