package io.mailtrek.camel;

import io.mailtrek.config.Mistake;
import io.mailtrek.config.Project;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why Camel did not start, and in which file. */
final class StartFailure {
  private static final Pattern LOCATION =
      Pattern.compile("file:([^,\\s]+\\.(?:yaml|xml))(?::(\\d+))?");
  private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");

  private StartFailure() {}

  static Mistake mistake(Project project, Throwable failure) {
    StringBuilder all = new StringBuilder();
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
      root = t;
    }
    Matcher file = LOCATION.matcher(all);
    Matcher line = LINE.matcher(all);
    String where =
        file.find()
            ? project.home().relativize(java.nio.file.Path.of(file.group(1))).toString()
            : "config/application.properties or routes";
    String message =
        "Camel could not start with it: "
            + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return line.find()
        ? new Mistake(
            where, Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)), message)
        : Mistake.in(where, message);
  }
}
