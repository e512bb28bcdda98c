package io.mailtrek.migration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Where the kills of a migration have struck. */
final class KillSummary {
  private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
  private final long start = System.nanoTime();
  private int late;

  /** What the killed process was at, as the ledger and the destination show afterwards. */
  enum Phase {
    STARTING("at start, before a connection"),
    LISTING("connected, before the first intent"),
    BETWEEN("between two batches"),
    SENDING("between intent and storing"),
    UNANSWERED("between storing and answer"),
    UNSETTLED("between answer and settling");

    private final String words;

    Phase(String words) {
      this.words = words;
    }
  }

  void hit(Phase phase) {
    hits.merge(phase, 1, Integer::sum);
  }

  /** The process had ended before it could be killed. */
  void late() {
    late++;
  }

  int kills() {
    return hits.values().stream().mapToInt(Integer::intValue).sum();
  }

  int hits(Phase phase) {
    return hits.getOrDefault(phase, 0);
  }

  String text(int messages, long adopted) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d points, %d kills, %d restarts, %d messages, %d of them adopted, %d s%n"
            .formatted(
                kills() + late,
                kills(),
                kills() + late,
                messages,
                adopted,
                Duration.ofNanos(System.nanoTime() - start).toSeconds()));
    for (Phase phase : Phase.values()) {
      text.append("  %-36s %4d%n".formatted(phase.words, hits(phase)));
    }
    return text.toString();
  }
}
