package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mistake;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.pass.PassRefusedException;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells the user why a command ended early. */
final class Failures {
  private Failures() {}

  /** Prints what went wrong; returns the exit code. */
  static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof ConfigException config) {
      List<Mistake> mistakes = config.mistakes();
      mistakes.forEach(err::println);
      err.println(Words.count(mistakes.size(), "mistake", "mistakes") + "; nothing was done.");
      return ExitCode.USAGE;
    }
    if (failure instanceof UsageException
        || failure instanceof LedgerException
        || failure instanceof PassRefusedException
        || failure instanceof ServiceClient.GoneException) {
      err.println(command.getColorScheme().errorText(failure.getMessage()));
      return ExitCode.USAGE;
    }
    LoggerFactory.getLogger(Failures.class).error("The command failed", failure);
    err.println(
        command.getColorScheme().errorText("The command failed unexpectedly: " + reason(failure)));
    return ExitCode.FAILED;
  }

  /** The message of the innermost cause, which says most. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
