package io.mailtrek.cli;

import io.mailtrek.config.LogFormat;
import io.mailtrek.config.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells Logback where to write, which it asks once: when the first logger is made. */
final class Logs {
  private Logs() {}

  /**
   * The project's log file, as {@code config/logback.xml} has it or, where that is missing, a
   * built-in file that is the same.
   *
   * @param console the lowest level that the terminal shows too, or {@code OFF}
   */
  static void toProject(Path home, String console) {
    LogFormat format = ProjectFiles.logFormat(home);
    System.setProperty("mailtrek.log.format", format.name().toLowerCase(Locale.ROOT));
    Path own = home.resolve("config/logback.xml");
    String file = format == LogFormat.JSON ? "data/mailtrek.log.json" : "data/mailtrek.log";
    System.setProperty("mailtrek.log.file", home.resolve(file).toString());
    System.setProperty("mailtrek.log.console", console);
    System.setProperty(
        "logback.configurationFile",
        Files.exists(own) ? own.toUri().toString() : "mailtrek-logback.xml");
  }

  /** No file: warnings go to standard error. For commands that only look. */
  static void toTerminal() {
    System.setProperty("logback.configurationFile", "mailtrek-logback-terminal.xml");
  }
}
