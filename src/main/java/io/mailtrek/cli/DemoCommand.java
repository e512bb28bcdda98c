package io.mailtrek.cli;

import io.mailtrek.demo.Demo;
import io.mailtrek.demo.Shipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A whole migration to look at. */
@Command(
    name = "demo",
    description =
        "Shows a whole migration between built-in servers for mail, calendars and contacts,"
            + " checks it, and leaves nothing behind. Takes about 25 seconds.",
    footer = "  mailtrek demo")
final class DemoCommand implements Callable<Integer> {
  private final MailTrek root;

  @Spec private CommandSpec spec;

  DemoCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Path shipped = Shipped.folder();
    Path home = Files.createTempDirectory("mailtrek-demo");
    Thread cleaner = new Thread(() -> remove(home));
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      Logs.toProject(home, "OFF");
      Demo demo = new Demo(home, this::run, spec.commandLine().getOut());
      return demo.run(shipped) ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      removeNow(home, cleaner);
    }
  }

  private int run(String... words) {
    CommandLine command = MailTrek.commandLine(root.engines(), root.terminal());
    return command
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute(words);
  }

  private static void removeNow(Path home, Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is being ended from outside, and the hook is at it.
      return;
    }
    remove(home);
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> insideOut = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : insideOut) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " can't be removed", e);
    }
  }
}
