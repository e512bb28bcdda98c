package io.mailtrek.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project in a folder, and the commands that are given in it. */
final class DemoProject {
  private final Path home;
  private final Demo.Commands commands;
  private final PrintWriter out;

  DemoProject(Path home, Demo.Commands commands, PrintWriter out) {
    this.home = home;
    this.commands = commands;
    this.out = out;
  }

  /** Writes its files, with the shipped routes. */
  void write(Path shipped, String rows, String... properties) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.createDirectories(home.resolve("routes"));
    try (DirectoryStream<Path> routes =
        Files.newDirectoryStream(shipped.resolve("routes"), "*.camel.yaml")) {
      for (Path route : routes) {
        Files.copy(route, home.resolve("routes").resolve(route.getFileName()));
      }
    }
    List<String> lines = new ArrayList<>(List.of(properties));
    // No page, whose name would be told and which would be gone then.
    lines.add("mailtrek.reports.formats = csv, json");
    Files.write(home.resolve("config/application.properties"), lines, StandardCharsets.UTF_8);
    Files.writeString(home.resolve("config/mailboxes.csv"), rows, StandardCharsets.UTF_8);
  }

  /** Gives the command of a pass for all mailboxes; returns whether it went well. */
  boolean pass(String type) {
    out.println("$ mailtrek " + type + " --all");
    int exitCode = commands.run("--home", home.toString(), type, "--all");
    if (exitCode != 0) {
      out.println("The command ended with exit code " + exitCode + ", so the demo ends here.");
    }
    out.flush();
    return exitCode == 0;
  }
}
