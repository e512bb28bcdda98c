package io.mailtrek.api;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tokens by the address that they came from: {@value #AT_ONCE} at once, then one each
 * six seconds. Safe for use by many threads.
 */
final class WrongTokens {
  /** How many may be wrong in a row. */
  static final int AT_ONCE = 10;

  private static final Duration REFILL = Duration.ofMinutes(1);

  /** More than attack at once, and too few to fill the memory. */
  private static final int ADDRESSES = 1000;

  private final Map<String, Bucket> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES;
        }
      };

  /**
   * Counts one.
   *
   * @return false when there were too many of late
   */
  synchronized boolean count(String address) {
    return byAddress.computeIfAbsent(address, unused -> bucket()).tryConsume(1);
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(AT_ONCE, REFILL))
        .build();
  }
}
