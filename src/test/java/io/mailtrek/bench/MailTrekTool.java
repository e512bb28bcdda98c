package io.mailtrek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** MailTrek as its users start it: with a home folder of its own and the shipped routes. */
final class MailTrekTool implements Tool {
  static final Path LAUNCHER = Path.of("bin", "mailtrek");
  private static final Path ROUTES = Path.of("routes");

  @Override
  public String name() {
    return "mailtrek";
  }

  @Override
  public List<String> prepare(Site site, Path folder) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("application.properties"),
        """
        mailtrek.project = benchmark
        mailtrek.mailboxes = config/mailboxes.csv
        mailtrek.source.imap = imap://127.0.0.1:%d?security=none
        mailtrek.destination.imap = imap://127.0.0.1:%d?security=none
        mailtrek.concurrent-mailboxes = %d
        """
            .formatted(site.sourcePort(), site.destinationPort(), MAILBOXES_AT_ONCE));
    StringBuilder rows =
        new StringBuilder(
            "Source Email,Source Login Name,Source Password,"
                + "Destination Email,Destination Login Name,Destination Password\n");
    for (String user : site.users()) {
      rows.append(
          "%1$s@old.example,%1$s,%2$s,%1$s@new.example,%1$s,%2$s\n".formatted(user, Site.PASSWORD));
    }
    Files.writeString(config.resolve("mailboxes.csv"), rows);
    copyRoutes(folder.resolve("routes"));
    return List.of(
        LAUNCHER.toAbsolutePath().toString(),
        "--home",
        folder.toString(),
        "full",
        "--all",
        "--json");
  }

  @Override
  public String version() {
    return "MailTrek " + Command.output("git", "rev-parse", "--short", "HEAD");
  }

  static void copyRoutes(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(ROUTES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }
}
