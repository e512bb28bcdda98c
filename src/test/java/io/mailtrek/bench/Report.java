package io.mailtrek.bench;

import io.mailtrek.server.DovecotServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Makes the table and the chart of a benchmark: medians over the repetitions. */
final class Report {
  private final BenchOptions options;
  private final Trial trial;

  Report(BenchOptions options, Trial trial) {
    this.options = options;
    this.trial = trial;
  }

  /** What its files are called, without the date. */
  String name() {
    return trial.workload().label + "-rtt" + trial.roundTrip();
  }

  /** The page, with a link to its chart. */
  String markdown(String chart) throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(
        "# %s, %d ms round trip%n%n".formatted(trial.workload().description, trial.roundTrip()));
    out.append(
        format(
            "%.0f MB in all; %d repetitions in turn, medians (fastest to slowest).%n%n",
            trial.bytes() / 1e6, options.repetitions()));
    out.append(
        """
        | pass | tool | wall s | to mailtrek | messages/s | MB/s | CPU s tool | CPU s source | CPU s destination | peak MB | check |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|
        """);
    for (Pass pass : Pass.values()) {
      runs(pass).forEach((tool, runs) -> out.append(row(pass, tool, runs)));
    }
    out.append("\n![messages a second in the full pass](").append(chart).append(")\n\n");
    out.append(machine());
    return out.toString();
  }

  /** A bar chart of the full pass. */
  String chart() {
    Map<String, Double> rates = new LinkedHashMap<>();
    runs(Pass.FULL)
        .forEach(
            (tool, runs) -> {
              if (complete(runs)) {
                rates.put(tool, trial.workload().total() / medianSeconds(runs));
              }
            });
    String title =
        "Full pass, %s, %d ms round trip: messages/s"
            .formatted(trial.workload().description, trial.roundTrip());
    return BarChart.svg(title, rates);
  }

  private String row(Pass pass, String tool, List<Measurement> runs) {
    double wall = medianSeconds(runs);
    double fastest =
        runs.stream().mapToDouble(run -> Trial.seconds(run.wall())).min().orElseThrow();
    double slowest =
        runs.stream().mapToDouble(run -> Trial.seconds(run.wall())).max().orElseThrow();
    String rate = "";
    String bandwidth = "";
    if (pass == Pass.FULL && complete(runs)) {
      rate = format("%,.0f", trial.workload().total() / wall);
      bandwidth = format("%.1f", trial.bytes() / 1e6 / wall);
    }
    String checks =
        runs.stream()
            .flatMap(run -> run.findings().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return format(
        "| %s | %s | %.2f (%.2f to %.2f) | %s | %s | %s | %.2f | %.2f | %.2f | %.0f | %s |%n",
        pass.label,
        tool,
        wall,
        fastest,
        slowest,
        ratio(pass, wall),
        rate,
        bandwidth,
        Trial.median(runs, run -> Trial.seconds(run.clientCpu())),
        Trial.median(runs, run -> Trial.seconds(run.sourceCpu())),
        Trial.median(runs, run -> Trial.seconds(run.destinationCpu())),
        Trial.median(runs, run -> run.memory() / 1024.0),
        checks);
  }

  private String ratio(Pass pass, double wall) {
    OptionalDouble own = trial.seconds(pass, "mailtrek");
    return own.isPresent() ? format("%.2f", wall / own.getAsDouble()) : "";
  }

  private Map<String, List<Measurement>> runs(Pass pass) {
    Map<String, List<Measurement>> byTool = new LinkedHashMap<>();
    for (Tool tool : options.tools()) {
      List<Measurement> runs = trial.runs(pass, tool.name());
      if (!runs.isEmpty()) {
        byTool.put(tool.name(), runs);
      }
    }
    return byTool;
  }

  private String machine() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(
        "- Machine: %d cores, %s, %s GB RAM, Linux %s%n"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                proc("cpuinfo", "model name"),
                Long.parseLong(proc("meminfo", "MemTotal").replaceAll("\\D", "")) / 1_000_000,
                System.getProperty("os.version")));
    out.append(
        "- Servers: two Dovecot %s on the same machine, sdbox in %s (%s), fsync off%n"
            .formatted(
                DovecotServer.version().orElse("?"),
                options.mailFolder(),
                Files.getFileStore(options.mailFolder()).type()));
    out.append("- Load of the machine before the first run: ")
        .append(trial.loadBefore())
        .append('\n');
    out.append("- Tools: ");
    out.append(options.tools().stream().map(Tool::version).collect(Collectors.joining(", ")));
    out.append(", Java %s%n".formatted(Runtime.version()));
    return out.toString();
  }

  private static String proc(String file, String key) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    }
  }

  /** A tool that did only a part of the work has no speed. */
  private static boolean complete(List<Measurement> runs) {
    return runs.stream().allMatch(Measurement::complete);
  }

  private static double medianSeconds(List<Measurement> runs) {
    return Trial.median(runs, run -> Trial.seconds(run.wall()));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
