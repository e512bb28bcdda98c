package io.mailtrek.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of the benchmark.
 *
 * @param workloads what to measure with, one after the other
 * @param roundTrips added between the tools and both servers, in milliseconds; each with each
 *     workload
 * @param mailFolder where the servers keep their mail
 */
record BenchOptions(
    List<Workload> workloads,
    List<Integer> roundTrips,
    int repetitions,
    List<Tool> tools,
    Set<Pass> passes,
    Path mailFolder) {

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static BenchOptions parse(String... arguments) {
    List<Workload> workloads = List.of(Workload.SMALL_20K);
    List<Integer> roundTrips = List.of(0);
    int repetitions = 3;
    List<Tool> tools =
        List.of(new MailTrekTool(), new MbsyncTool(), new DsyncTool(), new BareTool());
    Set<Pass> passes = EnumSet.allOf(Pass.class);
    Path mailFolder = Path.of(System.getProperty("java.io.tmpdir"));
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Option " + arguments[i] + " is unknown or lacks a value");
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--class" -> workloads = all(value, Workload::named);
        case "--rtt" -> roundTrips = all(value, Integer::valueOf);
        case "--reps" -> repetitions = Integer.parseInt(value);
        case "--mail-folder" -> mailFolder = Path.of(value);
        case "--tools" -> tools = choose(tools, value);
        case "--passes" -> {
          passes = EnumSet.of(Pass.FULL);
          passes.addAll(all(value, Pass::named));
        }
        default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
      }
    }
    if (repetitions < 1 || Collections.min(roundTrips) < 0) {
      throw new IllegalArgumentException("--reps must be at least 1 and --rtt at least 0");
    }
    return new BenchOptions(workloads, roundTrips, repetitions, tools, passes, mailFolder);
  }

  /** All classes and round-trip times, for the name of a file. */
  String name() {
    return joined(workloads.stream().map(workload -> workload.label))
        + "-rtt"
        + joined(roundTrips.stream().map(String::valueOf));
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining("+"));
  }

  private static List<Tool> choose(List<Tool> tools, String names) {
    return all(
        names,
        name ->
            tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No tool " + name)));
  }

  private static <T> List<T> all(String values, Function<String, T> value) {
    return Arrays.stream(values.split(",", -1)).map(value).toList();
  }
}
