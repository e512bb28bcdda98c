package io.mailtrek.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The command line of the benchmark.
 *
 * @param roundTrip added between the tools and both servers, in milliseconds
 * @param mailFolder where the servers keep their mail
 */
record BenchOptions(
    Workload workload,
    int roundTrip,
    int repetitions,
    List<Tool> tools,
    Set<Pass> passes,
    Path mailFolder) {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long MEMORY_WANTED = 4L << 30;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static BenchOptions parse(String... arguments) {
    Workload workload = Workload.SMALL_20K;
    int roundTrip = 0;
    int repetitions = 3;
    List<Tool> tools = List.of(new MailTrekTool(), new MbsyncTool(), new DsyncTool());
    Set<Pass> passes = EnumSet.allOf(Pass.class);
    Path mailFolder = defaultMailFolder();
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Option " + arguments[i] + " is unknown or lacks a value");
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--class" -> workload = Workload.named(value);
        case "--rtt" -> roundTrip = Integer.parseInt(value);
        case "--reps" -> repetitions = Integer.parseInt(value);
        case "--mail-folder" -> mailFolder = Path.of(value);
        case "--tools" -> tools = choose(tools, value);
        case "--passes" -> {
          passes = EnumSet.of(Pass.FULL);
          Arrays.stream(value.split(",", -1)).map(Pass::named).forEach(passes::add);
        }
        default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
      }
    }
    if (repetitions < 1 || roundTrip < 0) {
      throw new IllegalArgumentException("--reps must be at least 1 and --rtt at least 0");
    }
    return new BenchOptions(workload, roundTrip, repetitions, tools, passes, mailFolder);
  }

  /** A RAM disk where there is one with room: the speed of a disk depends on what it did before. */
  private static Path defaultMailFolder() {
    return MEMORY.toFile().getUsableSpace() >= MEMORY_WANTED
        ? MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static List<Tool> choose(List<Tool> tools, String names) {
    List<Tool> chosen = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      chosen.add(
          tools.stream()
              .filter(tool -> tool.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("No tool " + name)));
    }
    return chosen;
  }
}
