package io.mailtrek.cli;

import io.mailtrek.config.Encryption;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.store.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Encrypts a value for a file of the project. */
@Command(
    name = "encrypt",
    description =
        "Encrypts a password with mailtrek.encryption.password, and prints ENC(...) to be written"
            + " into config/application.properties or the file of mailboxes. The password is read"
            + " from the terminal without showing it, or as one line from standard input.",
    footer = {"  mailtrek encrypt", "  mailtrek encrypt < password.txt"})
final class EncryptCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  EncryptCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Logs.toTerminal();
    Encryption encryption = ProjectFiles.encryption(root.home());
    String value = read().filter(text -> !text.isEmpty()).orElseThrow(EncryptCommand::nothing);
    spec.commandLine().getOut().println(encryption.encrypt(new Secret(value)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static UsageException nothing() {
    return new UsageException("There is nothing to encrypt: give the password as one line.");
  }

  /** Without a terminal there is no console up to Java 21; later ones read a line all the same. */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<String> read() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Password to encrypt: ");
      return Optional.ofNullable(typed).map(String::new);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(in.readLine());
  }
}
