package io.mailtrek.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of a project whose files a test writes. */
public final class ProjectFolder {
  /** Settings without a mistake. */
  public static final String SETTINGS =
      """
      mailtrek.source.imap = imaps://imap.old.example
      mailtrek.destination.imap = imaps://imap.new.example
      mailtrek.source.password = secret-of-source
      mailtrek.destination.password = secret-of-destination
      """;

  /** Two mailboxes without a mistake. */
  public static final String MAILBOXES =
      """
      Source Email,Destination Email
      anna@old.example,anna@new.example
      bernd@old.example,bernd@new.example
      """;

  private final Path home;

  /** A project without a mistake. */
  public ProjectFolder(Path home) throws IOException {
    this.home = home;
    settings(SETTINGS).mailboxes(MAILBOXES);
  }

  /** Its path. */
  public Path home() {
    return home;
  }

  /** Replaces the settings. */
  public ProjectFolder settings(String text) throws IOException {
    return write("config/application.properties", text);
  }

  /** Replaces the mailboxes. */
  public ProjectFolder mailboxes(String text) throws IOException {
    return write("config/mailboxes.csv", text);
  }

  /** Writes any file. */
  public ProjectFolder write(String file, String text) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.writeString(home.resolve(file), text);
    return this;
  }

  Project load() throws ConfigException {
    return ProjectFiles.load(home);
  }

  /** What is wrong with it, a line a mistake; empty when it can be read. */
  List<String> mistakes() {
    try {
      Project unused = load();
      return List.of();
    } catch (ConfigException e) {
      return e.mistakes().stream().map(Mistake::toString).toList();
    }
  }
}
