package io.mailtrek.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs whole processes and takes their measure with GNU time. */
final class Command {
  private Command() {}

  /**
   * What a process, with all the children it waited for, used.
   *
   * @param memory peak resident set of the largest of them, in KB
   */
  record Usage(int exitCode, Duration wall, Duration cpu, long memory) {}

  /** Runs a command, with its output in {@code folder/log}. */
  static Usage run(List<String> command, Path folder) throws IOException, InterruptedException {
    Path times = folder.resolve("time");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-q", "-f", "%U %S %M", "-o", times.toString()));
    timed.addAll(command);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(timed)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    int exitCode = process.waitFor();
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    String[] fields = Files.readString(times).strip().split(" ", -1);
    Duration cpu = seconds(fields[0]).plus(seconds(fields[1]));
    return new Usage(exitCode, wall, cpu, Long.parseLong(fields[2]));
  }

  /** A command that runs once for each value, {@code {}} standing for it, some at a time. */
  static List<String> forEach(List<String> values, List<String> command) {
    if (values.size() == 1) {
      return command.stream().map(word -> word.replace("{}", values.get(0))).toList();
    }
    List<String> all =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "values=$1; shift; printf '%s\\n' $values | xargs -P "
                    + Tool.MAILBOXES_AT_ONCE
                    + " -I '{}' \"$@\"",
                "each",
                String.join(" ", values)));
    all.addAll(command);
    return all;
  }

  /** The first line that a command prints, or a question mark. */
  static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      String first = new String(output, StandardCharsets.UTF_8).lines().findFirst().orElse("?");
      return process.waitFor() == 0 ? first : "?";
    } catch (IOException e) {
      return "?";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "?";
    }
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
  }
}
