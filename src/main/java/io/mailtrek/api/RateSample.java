package io.mailtrek.api;

import java.util.List;

/**
 * How fast passes were at a moment, all mailboxes together.
 *
 * @param at when, in UTC
 * @param itemsPerSecond how many items got an outcome
 * @param bytesPerSecond how many bytes were migrated
 * @param mailboxes how many mailboxes were worked on
 */
public record RateSample(
    String at, double itemsPerSecond, double bytesPerSecond, double mailboxes) {

  /** The mean of some samples, at the time of the last. */
  static RateSample mean(List<RateSample> samples) {
    return new RateSample(
        samples.get(samples.size() - 1).at(),
        samples.stream().mapToDouble(RateSample::itemsPerSecond).average().orElse(0),
        samples.stream().mapToDouble(RateSample::bytesPerSecond).average().orElse(0),
        samples.stream().mapToDouble(RateSample::mailboxes).average().orElse(0));
  }
}
