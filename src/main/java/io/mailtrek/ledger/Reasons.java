package io.mailtrek.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why items were not migrated, with their numbers.
 *
 * @param filteredBy the filtered items by the name of the filter
 * @param skippedBy the skipped items by reason
 */
public record Reasons(SortedMap<String, Long> filteredBy, SortedMap<String, Long> skippedBy) {

  /**
   * The filter of the Pre-Stage route whose items the Full pass brings, as the route is shipped.
   */
  public static final String CUT_OFF = "cut-off";

  /** Nothing was filtered or skipped. */
  public static final Reasons NONE = new Reasons(new TreeMap<>(), new TreeMap<>());

  /** Makes the maps immutable. */
  public Reasons {
    filteredBy = Collections.unmodifiableSortedMap(new TreeMap<>(filteredBy));
    skippedBy = Collections.unmodifiableSortedMap(new TreeMap<>(skippedBy));
  }

  /** Both together. */
  public Reasons plus(Reasons other) {
    return new Reasons(sum(filteredBy, other.filteredBy), sum(skippedBy, other.skippedBy));
  }

  private static SortedMap<String, Long> sum(
      SortedMap<String, Long> one, SortedMap<String, Long> other) {
    SortedMap<String, Long> sum = new TreeMap<>(one);
    other.forEach((reason, items) -> sum.merge(reason, items, Long::sum));
    return sum;
  }
}
