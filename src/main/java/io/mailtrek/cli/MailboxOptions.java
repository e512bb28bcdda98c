package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Selection;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which mailboxes a command is about; one of the three. */
final class MailboxOptions {

  @Option(names = "--all", required = true, description = "All mailboxes of the project.")
  private boolean all;

  @Option(
      names = "--mailbox",
      paramLabel = "ADDRESS",
      required = true,
      description =
          "A source address, or a pattern as in '*@old.example'; may be given several times.")
  private List<String> mailboxes = List.of();

  @Option(
      names = "--mailboxes",
      paramLabel = "FILE",
      required = true,
      description = "A file with one source address a line, or a CSV file with 'Source Email'.")
  private Path file;

  /** The selection. */
  Selection selection() throws ConfigException {
    if (all) {
      return Selection.everything();
    }
    return file == null
        ? Selection.of("--mailbox", mailboxes)
        : Selection.file(file, file.toString());
  }

  /** The same as words of a command line. */
  String text() {
    if (all) {
      return "--all";
    }
    return file == null
        ? "--mailbox " + String.join(" --mailbox ", mailboxes)
        : "--mailboxes " + file;
  }
}
