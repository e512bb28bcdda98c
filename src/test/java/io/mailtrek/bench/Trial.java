package io.mailtrek.bench;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * All measurements of one workload at one round-trip time.
 *
 * @param roundTrip in milliseconds
 * @param bytes of all messages at the source
 * @param loadBefore the machine's load before the first run
 */
record Trial(
    Workload workload,
    int roundTrip,
    long bytes,
    String loadBefore,
    List<Measurement> measurements) {

  /** The runs of a tool in a pass. */
  List<Measurement> runs(Pass pass, String tool) {
    return measurements.stream()
        .filter(run -> run.pass() == pass && run.tool().equals(tool))
        .toList();
  }

  /** The median wall time of a tool that did all of the work each time. */
  OptionalDouble seconds(Pass pass, String tool) {
    List<Measurement> runs = runs(pass, tool);
    return runs.isEmpty() || !runs.stream().allMatch(Measurement::complete)
        ? OptionalDouble.empty()
        : OptionalDouble.of(median(runs, run -> seconds(run.wall())));
  }

  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
