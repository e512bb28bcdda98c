package io.mailtrek.ledger;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The ledger of one source folder under one validity of its keys. Safe for use by many threads.
 *
 * <p>An item is unknown, then in flight ({@link #claim}), then known ({@link #confirm}) or unknown
 * again ({@link #release}). These three are in memory only: {@link MailboxLedger#settle} is what
 * makes an item known durably.
 */
public final class FolderLedger {
  private final Database database;
  private final FolderRow row;
  private final long passId;
  private final TakeOver takeOver;
  private final Consumer<FolderRow> settlements;
  private final KeySet known = new KeySet();
  private final Set<ItemKey> inFlight = new HashSet<>();
  private volatile Optional<FolderState> settled;
  private boolean loaded;

  /**
   * @param fresh whether the row was just made, so that nothing is recorded of it
   * @param former whether there are rows of the folder under other validities
   * @param settlements takes the states to be recorded, see {@link #settle}
   */
  FolderLedger(
      Database database,
      FolderRow row,
      long passId,
      boolean fresh,
      boolean former,
      Consumer<FolderRow> settlements) {
    this.database = database;
    this.row = row;
    this.passId = passId;
    this.takeOver = new TakeOver(database, row, former);
    this.settlements = settlements;
    this.settled = row.settled();
    this.loaded = fresh;
  }

  FolderRow row() {
    return row;
  }

  /** The state under which everything in the folder was migrated, see {@link #settle}. */
  public Optional<FolderState> settled() {
    return settled;
  }

  /** The migrated items. The first call loads all keys; later deliveries are added. */
  public KnownItems known() {
    return keys();
  }

  /** Whether nothing of the folder was migrated yet. */
  public boolean isEmpty() {
    return keys().isEmpty();
  }

  private synchronized KeySet keys() {
    if (!loaded) {
      database.transaction(
          "read the migrated items of " + row.path(), c -> ItemRows.keys(c, row.id(), known));
      loaded = true;
    }
    return known;
  }

  /** What this pass did in this folder, in this run and in runs before it. */
  public FolderPassCounts countsInPass() {
    synchronized (this) {
      if (loaded && known.isEmpty()) {
        return FolderPassCounts.NOTHING;
      }
    }
    return database.transaction(
        "count the migrated items of " + row.path(),
        c -> FolderPassCounts.get(c, row.id(), passId));
  }

  /** Puts an unknown item in flight; false when it is known or in flight. */
  public synchronized boolean claim(ItemKey key) {
    return !keys().contains(key) && inFlight.add(key);
  }

  /** Makes an item known. */
  public synchronized void confirm(ItemKey key) {
    known.add(key.value());
    inFlight.remove(key);
  }

  /** Makes an item in flight unknown again; one that was settled meanwhile stays known. */
  public synchronized void release(ItemKey key) {
    inFlight.remove(key);
  }

  /** Whether an item is known. */
  public boolean contains(ItemKey key) {
    return keys().contains(key);
  }

  /** What is recorded of an item; empty when it was not delivered. */
  Optional<Delivered> delivered(ItemKey key) {
    return contains(key)
        ? database.transaction("read item " + key, c -> ItemRows.delivered(c, row.id(), key))
        : Optional.empty();
  }

  /**
   * Records items whose copies were found at the destination. Durable when it returns.
   *
   * @param traces the items
   * @param copies their copies, by the keys of the items
   */
  public void adopt(List<Trace> traces, Map<ItemKey, Delivered> copies) {
    SettledBatch batch = new SettledBatch(row, passId, traces, copies);
    database.transaction(
        "record what was found for " + row.path(),
        c -> {
          batch.write(c);
          return batch;
        });
    settled(batch);
  }

  void settled(SettledBatch batch) {
    batch.traces().forEach(trace -> known.add(trace.key().value()));
  }

  /**
   * Records that everything listed under this state is migrated. Durable with the next batch of the
   * mailbox or when the {@link MailboxLedger} is closed; a folder whose state was not durable is
   * listed again, and its items are known.
   *
   * @throws IllegalArgumentException when the state is of another validity
   */
  public void settle(FolderState state) {
    if (!state.validity().equals(row.validity())) {
      throw new IllegalArgumentException(
          "The folder has the validity " + row.validity() + ", not " + state.validity());
    }
    flush();
    settlements.accept(row.settledIn(state));
    settled = Optional.of(state);
  }

  /**
   * Whether items of the folder were migrated under another validity and not taken over since: then
   * {@link #takeOver} is to be asked before an item is delivered.
   */
  public boolean hasFormerKeys() {
    return takeOver.hasFormerItems();
  }

  /**
   * Makes an item known that was migrated under another validity, recognised by its fingerprint.
   * Each former item is taken over once, so of three equal items, two of them migrated, one is left
   * to migrate. Durable after {@link #settle} or {@link MailboxLedger#close} at the latest; what
   * was not durable is taken over again.
   *
   * @return false when there is no such former item
   */
  public boolean takeOver(Trace trace) {
    if (contains(trace.key())) {
      return true;
    }
    boolean taken = takeOver.take(trace);
    if (taken) {
      known.add(trace.key().value());
    }
    return taken;
  }

  /**
   * Records that an item is about to be sent in another form than the source has. It counts once
   * the item is recorded as migrated by the same pass. Durable when it returns.
   *
   * @param repairs what was done to it, see {@link Repaired#repairs}
   * @param original the file that keeps its bytes as the source has them
   */
  public void repairing(ItemKey key, String repairs, Optional<String> original) {
    database.transaction(
        "record the repair of item " + key,
        c -> RepairRows.put(c, row.id(), key, passId, repairs, original));
  }

  /** Forgets {@link #repairing}: the item was not taken in any form. */
  public void notRepaired(ItemKey key) {
    database.transaction(
        "record the repair of item " + key, c -> RepairRows.remove(c, row.id(), key));
  }

  /** Makes durable what was taken over. */
  void flush() {
    takeOver.flush();
  }
}
