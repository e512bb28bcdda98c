package io.mailtrek.api;

import io.mailtrek.ledger.Pace;
import io.mailtrek.pass.Activity;
import io.mailtrek.pass.PassEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How fast passes were in the last day, as long as this process runs. Safe for use by many threads.
 */
final class RateHistory {
  /** How far the samples that are kept are apart. */
  static final Duration PERIOD = Duration.ofSeconds(10);

  /** A day. */
  private static final int KEPT = (int) (Duration.ofDays(1).toSeconds() / PERIOD.toSeconds());

  private final int samplesInPeriod;
  private final Deque<RateSample> kept = new ArrayDeque<>();
  private final List<RateSample> recent = new ArrayList<>();
  private RateSample latest = new RateSample(Instant.EPOCH.toString(), 0, 0, 0);

  /**
   * @param between how far the samples are apart that are taken
   */
  RateHistory(Duration between) {
    this.samplesInPeriod = (int) (PERIOD.toMillis() / between.toMillis());
  }

  /** How fast the passes of an engine are now. */
  static RateSample sample(PassEngine engine) {
    double items = 0;
    double bytes = 0;
    List<Activity> activities = engine.activities();
    for (Activity activity : activities) {
      Pace pace =
          engine.ledger().figures().pace(activity.passId(), activity.mailboxId()).orElse(Pace.NONE);
      items += pace.itemsPerSecond();
      bytes += pace.bytesPerSecond();
    }
    return new RateSample(Instant.now().toString(), items, bytes, activities.size());
  }

  /** Takes a sample. */
  synchronized void add(RateSample sample) {
    latest = sample;
    recent.add(sample);
    if (recent.size() >= samplesInPeriod) {
      kept.addLast(RateSample.mean(recent));
      recent.clear();
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
  }

  /** The newest sample. */
  synchronized RateSample latest() {
    return latest;
  }

  /**
   * The samples of a time.
   *
   * @param minutes how long before now it begins
   * @param points how many samples at most, which are means of more where there are more
   */
  RateList of(long minutes, int points) {
    List<RateSample> all;
    synchronized (this) {
      all = List.copyOf(kept);
    }
    int wanted = (int) Math.min(all.size(), minutes * 60 / PERIOD.toSeconds());
    List<RateSample> some = all.subList(all.size() - wanted, all.size());
    int together = Math.max(1, (wanted + points - 1) / points);
    List<RateSample> samples = new ArrayList<>();
    for (int from = 0; from < some.size(); from += together) {
      samples.add(RateSample.mean(some.subList(from, Math.min(some.size(), from + together))));
    }
    return new RateList(together * PERIOD.toSeconds(), samples);
  }
}
