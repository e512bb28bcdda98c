package io.mailtrek.preflight;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what there is to move with what the destination takes. */
final class Fit {
  /** Whoever migrates wants room for the mail that comes next. */
  private static final double NEARLY_FULL = 0.9;

  private Fit() {}

  /** The findings. */
  static List<Finding> of(SourceCount.Counted source, Inspection destination) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        destination
            .space()
            .map(quota -> space(source.bytes(), quota))
            .orElseGet(
                () ->
                    found(
                        Subject.SPACE,
                        Verdict.GO,
                        Amounts.bytes(source.bytes())
                            + " to move; the server tells no quota to compare with",
                        "")));
    destination.items().map(quota -> items(source.items(), quota)).ifPresent(findings::add);
    findings.add(itemSize(source, destination));
    return findings;
  }

  private static Finding space(long needed, Quota quota) {
    String text =
        "%s to move, %s left of %s"
            .formatted(
                Amounts.bytes(needed), Amounts.bytes(quota.left()), Amounts.bytes(quota.limit()));
    if (needed > quota.left()) {
      return found(
          Subject.SPACE,
          Verdict.NO_GO,
          text,
          "Raise the quota at the destination by "
              + Amounts.bytes(needed - quota.left())
              + " at least, or free space there");
    }
    return needed > NEARLY_FULL * quota.left() && needed > 0
        ? found(
            Subject.SPACE,
            Verdict.CAUTION,
            text,
            "Raise the quota: the mailbox will be nearly full")
        : found(Subject.SPACE, Verdict.GO, text, "");
  }

  private static Finding items(long needed, Quota quota) {
    String text =
        String.format(
            Locale.ROOT,
            "%s to move, room for %,d of %,d",
            Amounts.of(needed, "item", "items"),
            quota.left(),
            quota.limit());
    return needed > quota.left()
        ? found(
            Subject.SPACE,
            Verdict.NO_GO,
            text,
            "Raise the number of messages that the mailbox may hold")
        : found(Subject.SPACE, Verdict.GO, text, "");
  }

  private static Finding itemSize(SourceCount.Counted source, Inspection destination) {
    String largest = "the largest item has " + Amounts.bytes(source.largest());
    if (destination.largestItem().isEmpty()) {
      return found(
          Subject.ITEM_SIZE, Verdict.GO, largest + "; the server tells no limit of its own", "");
    }
    long limit = destination.largestItem().getAsLong();
    String text = largest + ", the server takes " + Amounts.bytes(limit);
    if (source.tooLarge() == 0) {
      return found(Subject.ITEM_SIZE, Verdict.GO, text, "");
    }
    return found(
        Subject.ITEM_SIZE,
        Verdict.CAUTION,
        Amounts.of(source.tooLarge(), "item is", "items are") + " too large: " + text,
        "Raise the limit at the destination, or leave such items out by mailtrek.max-item-size = "
            + limit
            + "; otherwise they fail, and the others are moved");
  }

  private static Finding found(Subject subject, Verdict verdict, String text, String advice) {
    return new Finding(Side.DESTINATION, subject, verdict, text, advice);
  }
}
