package io.mailtrek.pass;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.FolderPassCounts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what became of the items of one folder. An item counts as listed when its outcome is
 * known, so the sum holds at every moment. Safe for use by many threads.
 */
public final class Tally {
  private final FolderPath path;
  private final ItemType type;
  private final Listener listener;
  private long migrated;
  private long alreadyMigrated;
  private long adopted;
  private long failed;
  private long tooLarge;
  private long bytes;
  private long droppedKeywords;
  private final SortedMap<String, Long> filteredBy = new TreeMap<>();
  private final SortedMap<String, Long> skippedBy = new TreeMap<>();
  private final List<Leftover> leftovers = new ArrayList<>();
  private long cutOffBytes;

  /** Hears of each outcome when it becomes known. */
  @FunctionalInterface
  interface Listener {
    /** See {@link Meter#items}. */
    void items(Outcome outcome, long items, long bytes);
  }

  /** A tally at zero. */
  public Tally(FolderPath path, ItemType type) {
    this(path, type, (outcome, items, bytes) -> {});
  }

  Tally(FolderPath path, ItemType type, Listener listener) {
    this.path = path;
    this.type = type;
    this.listener = listener;
  }

  /**
   * Begins at zero again: the folder is listed once more. Keywords stay dropped: what was delivered
   * is not delivered again.
   */
  public synchronized void restart() {
    migrated = 0;
    alreadyMigrated = 0;
    adopted = 0;
    failed = 0;
    tooLarge = 0;
    bytes = 0;
    filteredBy.clear();
    skippedBy.clear();
    leftovers.clear();
    cutOffBytes = 0;
  }

  /** An item was written to the destination, or found there. */
  public synchronized void delivered(Delivered delivered, long size) {
    if (delivered.adopted()) {
      adopted++;
      listener.items(Outcome.ADOPTED, 1, 0);
    } else {
      migrated++;
      bytes += size;
      listener.items(Outcome.MIGRATED, 1, size);
    }
    droppedKeywords += delivered.droppedKeywords();
  }

  /** Items that an earlier run of the same mailbox pass migrated or adopted. */
  public synchronized void earlierInThisPass(FolderPassCounts before) {
    migrated += before.migrated();
    adopted += before.adopted();
    bytes += before.bytes();
  }

  /** Items that the ledger knows from earlier passes. */
  public synchronized void alreadyMigrated(long items) {
    alreadyMigrated += items;
    listener.items(Outcome.ALREADY_MIGRATED, items, 0);
  }

  /** Items that a filter held back. */
  public synchronized void filtered(String filter, long items) {
    filteredBy.merge(filter, items, Long::sum);
    listener.items(Outcome.FILTERED, items, 0);
  }

  /**
   * An item that a filter held back.
   *
   * @param size in bytes
   */
  public synchronized void filteredItem(String filter, long size) {
    filtered(filter, 1);
    if (filter.equals(Reasons.CUT_OFF)) {
      cutOffBytes += size;
    }
  }

  /** An item that can't be migrated through no fault, and why. */
  public synchronized void skipped(String reason) {
    skipped(reason, 1);
  }

  /** Items that can't be migrated through no fault, and why. */
  public synchronized void skipped(String reason, long items) {
    skippedBy.merge(reason, items, Long::sum);
    listener.items(Outcome.SKIPPED, items, 0);
  }

  /** Items that were not migrated by a fault. */
  public synchronized void failed(long items) {
    failed += items;
    listener.items(Outcome.FAILED, items, 0);
  }

  /** An item that the destination has a limit against; it tells nothing of the others. */
  synchronized void tooLarge() {
    failed(1);
    tooLarge++;
  }

  /** How many failed that were not too large. */
  synchronized long faults() {
    return failed - tooLarge;
  }

  /** Keeps an item that was not migrated for the list of them. */
  synchronized void leave(Leftover leftover) {
    leftovers.add(leftover);
  }

  /** The items that were not migrated, as far as they were kept. */
  synchronized List<Leftover> leftovers() {
    return List.copyOf(leftovers);
  }

  /** The size of the items that the cut-off held back. */
  synchronized long cutOffBytes() {
    return cutOffBytes;
  }

  /** Whether everything listed is at the destination. */
  public synchronized boolean complete() {
    return failed == 0 && filteredBy.isEmpty() && skippedBy.isEmpty();
  }

  /** The counts at this moment. */
  public synchronized Counts counts() {
    long filtered = sum(filteredBy);
    long skipped = sum(skippedBy);
    return new Counts(
        migrated + alreadyMigrated + adopted + filtered + skipped + failed,
        migrated,
        alreadyMigrated,
        adopted,
        filtered,
        skipped,
        failed,
        bytes,
        droppedKeywords);
  }

  /** The counts at this moment with the reasons. */
  public synchronized FolderCounts folderCounts() {
    return new FolderCounts(
        path, type, counts(), new TreeMap<>(filteredBy), new TreeMap<>(skippedBy));
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
