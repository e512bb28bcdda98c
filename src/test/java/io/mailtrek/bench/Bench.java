package io.mailtrek.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Measures MailTrek and its peers between two real servers; {@code bench/run} starts it. */
public final class Bench {
  private final BenchOptions options;
  private final Path work;

  private Bench(BenchOptions options, Path work) {
    this.options = options;
    this.work = work;
  }

  /** Runs in the project's folder; exits with 2 after a wrong option. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; see bench/run --help");
      System.exit(2);
      return;
    }
    Path work = Files.createTempDirectory("mailtrek-bench-");
    // A hook, so that nothing stays behind after Ctrl-C either.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work), "delete-work"));
    new Bench(options, work).run();
  }

  private void run() throws IOException, InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (Workload workload : options.workloads()) {
      try (Site site = new Site(workload, options.mailFolder())) {
        progress("Filling the source with " + workload.description);
        site.fill();
        // Reading it all also fills the page cache and the server's index, for every tool alike.
        long bytes = site.sourceBytes();
        for (int roundTrip : options.roundTrips()) {
          site.addRoundTrip(roundTrip);
          progress(workload.label + ", " + roundTrip + " ms round trip");
          Trial trial = new Trial(workload, roundTrip, bytes, load(), measureAll(site));
          trials.add(trial);
          publish(new Report(options, trial));
        }
      }
    }
    if (trials.size() > 1) {
      publish(options.name() + "-summary.md", new Summary(trials).markdown());
    }
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }

  private List<Measurement> measureAll(Site site) throws IOException, InterruptedException {
    List<Measurement> measurements = new ArrayList<>();
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      List<Tool> order = new ArrayList<>(options.tools());
      // Another tool goes first each time.
      Collections.rotate(order, repetition - 1);
      for (Tool tool : order) {
        measurements.addAll(repeat(site, tool, repetition));
      }
    }
    return measurements;
  }

  private List<Measurement> repeat(Site site, Tool tool, int repetition)
      throws IOException, InterruptedException {
    List<Measurement> measurements = new ArrayList<>();
    Path folder = Files.createDirectories(work.resolve(tool.name() + "-" + repetition));
    List<String> command = tool.prepare(site, folder);
    Set<Pass> passes = tool.hasDelta() ? options.passes() : Set.of(Pass.FULL);
    int total = site.workload().total();
    boolean first = repetition == 1;
    measurements.add(measure(site, tool, Pass.FULL, command, folder, total, first));
    if (passes.contains(Pass.EMPTY_DELTA)) {
      measurements.add(measure(site, tool, Pass.EMPTY_DELTA, command, folder, total, false));
    }
    if (passes.contains(Pass.NEW_DELTA)) {
      int expected = total + site.workload().totalNew();
      Site.Arrivals arrivals = site.arrive();
      try (arrivals) {
        measurements.add(measure(site, tool, Pass.NEW_DELTA, command, folder, expected, first));
      }
    }
    site.reset();
    delete(folder);
    return measurements;
  }

  private static Measurement measure(
      Site site,
      Tool tool,
      Pass pass,
      List<String> command,
      Path folder,
      int expected,
      boolean compare)
      throws IOException, InterruptedException {
    site.settle();
    // What earlier runs left for the disk to do, removed files among it, is not this run's.
    Command.output("sync");
    Duration sourceBefore = site.sourceCpu();
    Duration destinationBefore = site.destinationCpu();
    Command.Usage usage = Command.run(command, folder);
    site.settle();
    Duration sourceCpu = site.sourceCpu().minus(sourceBefore);
    Duration destinationCpu = site.destinationCpu().minus(destinationBefore);
    boolean complete = usage.exitCode() == 0 && site.delivered() == expected;
    List<String> findings = check(site, usage, expected, compare);
    progress(
        "%-8s %-9s %8.2f s  %s"
            .formatted(
                tool.name(),
                pass.label,
                usage.wall().toMillis() / 1000.0,
                String.join(", ", findings)));
    if (usage.exitCode() != 0) {
      Files.readString(folder.resolve("log")).lines().limit(20).forEach(Bench::progress);
    }
    return new Measurement(
        tool.name(),
        pass,
        usage.wall(),
        usage.cpu(),
        sourceCpu,
        destinationCpu,
        usage.memory(),
        complete,
        findings);
  }

  private static List<String> check(Site site, Command.Usage usage, int expected, boolean compare)
      throws IOException {
    List<String> findings = new ArrayList<>();
    int delivered = site.delivered();
    findings.add(delivered == expected ? "all there" : delivered + " of " + expected);
    if (compare) {
      findings.add(site.differences() == 0 ? "equal" : "not equal");
    }
    if (usage.exitCode() != 0) {
      findings.add("exit code " + usage.exitCode());
    }
    return findings;
  }

  private static void publish(Report report) throws IOException {
    String chart = dated(report.name() + ".svg");
    keep(chart, report.chart());
    publish(report.name() + ".md", report.markdown(chart));
  }

  /** Prints a page and keeps it. */
  private static void publish(String name, String page) throws IOException {
    keep(dated(name), page);
    System.out.println(page);
  }

  private static String dated(String name) {
    return LocalDate.now(ZoneId.systemDefault()) + "-" + name;
  }

  private static void keep(String name, String text) throws IOException {
    Path folder = Files.createDirectories(Path.of("bench", "results"));
    Files.writeString(folder.resolve(name), text);
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
