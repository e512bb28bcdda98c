package io.mailtrek.ledger;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import io.mailtrek.store.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * The ledger of one mailbox during one run of a mailbox pass. Safe for use by many threads.
 *
 * <p>As a journal it is that of the mailbox's first destination session. All batches that no other
 * open journal of {@link #anotherJournal} has begun are in doubt for it: those that earlier runs
 * left, and those of journals that are closed.
 */
public final class MailboxLedger implements DeliveryJournal, AutoCloseable {
  private final Database database;
  private final long mailboxId;
  private final long passId;
  private final Map<Place, FolderLedger> folders = new ConcurrentHashMap<>();

  /** All rows of the mailbox's folders: no run but this one adds any, and that under its lock. */
  private final Collection<FolderRow> rows;

  /** Those of the rows that this run has made and that were not opened yet: nothing is in them. */
  private final Set<Long> made = ConcurrentHashMap.newKeySet();

  /** The settled folders whose state is to be written with the next batch, by their numbers. */
  private final Map<Long, FolderRow> settlements = new ConcurrentHashMap<>();

  /** Guards the two below: a number is given out and known to be a journal's own in one step. */
  private final Object numbers = new Object();

  private final Set<LaneJournal> others = new HashSet<>();
  private long lastIntent;

  /** The items at the destination that this run has adopted, by folder and validity. */
  private final Map<Entry<Place, String>, KeySet> claims = new ConcurrentHashMap<>();

  MailboxLedger(Database database, long mailboxId, long passId) {
    this.database = database;
    this.mailboxId = mailboxId;
    this.passId = passId;
    this.lastIntent =
        database.transaction("read the batches in doubt", c -> IntentRows.last(c, mailboxId));
    this.rows =
        new ConcurrentLinkedQueue<>(
            database.transaction("read the folders", c -> FolderRow.list(c, mailboxId)));
  }

  /**
   * The ledger of a source folder. It must be asked for before an item of the folder is delivered;
   * the same folder gives the same object, until it is asked for with another validity.
   *
   * @param validity what the item keys are valid under, see {@link FolderState#validity}
   */
  public FolderLedger folder(FolderPath path, ItemType type, String validity) {
    return folders.compute(
        new Place(path, type),
        (place, open) -> {
          if (open != null && open.row().validity().equals(validity)) {
            return open;
          }
          if (open != null) {
            open.flush();
          }
          return open(path, type, validity);
        });
  }

  /** Whether earlier runs have migrated everything that is in a source folder in this state. */
  public boolean covers(Place place, FolderState state) {
    return rows.stream()
        .filter(row -> row.place().equals(place))
        .flatMap(row -> row.settled().stream())
        .anyMatch(state::nothingAddedSince);
  }

  private FolderLedger open(FolderPath path, ItemType type, String validity) {
    FolderKey key = new FolderKey(path, type, validity);
    announce(List.of(key));
    FolderRow row = rows.stream().filter(key::isOf).findFirst().orElseThrow();
    return new FolderLedger(
        database,
        row,
        passId,
        made.remove(row.id()),
        rows.stream().anyMatch(other -> other.place().equals(row.place()) && !key.isOf(other)),
        settled -> settlements.put(settled.id(), settled));
  }

  /**
   * Tells which folders {@link #folder} will be asked for next: the new ones are recorded in one
   * transaction. Several lanes may name the same folder.
   */
  public void announce(List<FolderKey> next) {
    synchronized (rows) {
      List<FolderKey> missing =
          next.stream().filter(key -> rows.stream().noneMatch(key::isOf)).distinct().toList();
      if (!missing.isEmpty()) {
        make(missing);
      }
    }
  }

  private void make(List<FolderKey> keys) {
    List<FolderRow> added =
        database.grouped(
            "add folders to the ledger",
            c -> {
              List<FolderRow> all = new ArrayList<>();
              for (FolderKey key : keys) {
                all.add(FolderRow.make(c, mailboxId, key));
              }
              return all;
            });
    added.forEach(row -> made.add(row.id()));
    rows.addAll(added);
  }

  /** Whether nothing was ever migrated or adopted. */
  public boolean isEmpty() {
    return database.transaction(
        "look for migrated items",
        c -> {
          for (FolderRow folder : FolderRow.list(c, mailboxId)) {
            if (ItemRows.hasAny(c, folder.id())) {
              return false;
            }
          }
          return true;
        });
  }

  /** The sums of what all passes of a type, this one with them, have migrated, by source folder. */
  public Map<Place, Migrated> migratedBy(PassType type) {
    return database.transaction(
        "sum up what " + type.word() + " passes migrated",
        c -> FolderPassCounts.byFolder(c, mailboxId, type));
  }

  /**
   * A sum over items of one folder.
   *
   * @param items how many were written to the destination or found there
   * @param bytes the size of those that were written
   */
  public record Migrated(long items, long bytes) {}

  /** What failed in earlier passes, or in this one before an interruption; the oldest first. */
  public List<Failed> failed() {
    return database.transaction(
        "read the failures",
        c -> {
          Map<Long, PassRecord> passes = new HashMap<>();
          List<Failed> all = new ArrayList<>();
          for (Failure failure : FailureRows.list(c, "WHERE mailbox_id = ?", mailboxId)) {
            long origin = failure.originPassId();
            if (!passes.containsKey(origin)) {
              passes.put(origin, PassRows.list(c, "WHERE id = ?", origin).get(0));
            }
            all.add(new Failed(failure, passes.get(origin)));
          }
          return all;
        });
  }

  /** The source folders of which this pass has migrated something before this run. */
  public Set<Place> begunInPass() {
    return database.transaction(
        "read the folders of the pass",
        c ->
            Set.copyOf(
                Database.list(
                    c,
                    "SELECT DISTINCT path, item_type FROM folder JOIN folder_pass p ON p.folder_id = folder.id"
                        + " WHERE mailbox_id = ? AND p.pass_id = ?",
                    row ->
                        new Place(
                            FolderPath.parse(row.getString("path")),
                            ItemType.valueOf(row.getString("item_type"))),
                    mailboxId,
                    passId)));
  }

  /**
   * Which items of a destination folder are copies already. To be asked for when the folder was
   * listed there: then every item that was listed and was written by this run is in a batch that is
   * still in flight or in one that is recorded.
   *
   * @param validity what the keys there are valid under
   * @param elsewhere the source folders that go to other folders
   */
  public KnownCopies copies(DestinationFolder folder, String validity, Set<Place> elsewhere) {
    // The batches first: one that is settled between the two reads is in both.
    long inFlightFrom =
        database
            .transaction("read the batches in flight", c -> IntentRows.list(c, mailboxId))
            .stream()
            .filter(intent -> intent.folder().place().equals(folder.place()))
            .mapToLong(intent -> firstKey(intent.since(), validity))
            .min()
            .orElse(Long.MAX_VALUE);
    return database.transaction(
        "read what is known of " + folder.path(),
        c -> {
          KeySet known = new KeySet();
          LongStream.Builder unidentified = LongStream.builder();
          String prefix = validity + ":";
          for (FolderRow source : FolderRow.list(c, mailboxId)) {
            if (!elsewhere.contains(source.place())) {
              ItemRows.copies(
                  c,
                  source.id(),
                  (id, fingerprint) -> {
                    if (id.isEmpty()) {
                      unidentified.add(fingerprint.high());
                    } else if (id.startsWith(prefix)) {
                      known.add(id.substring(prefix.length()));
                    }
                  });
            }
          }
          KeySet claimed =
              claims.computeIfAbsent(Map.entry(folder.place(), validity), place -> new KeySet());
          return new KnownCopies(known, inFlightFrom, claimed, unidentified.build());
        });
  }

  private static long firstKey(FolderState since, String validity) {
    boolean comparable = since.validity().equals(validity) && !since.next().isEmpty();
    return comparable ? Long.parseLong(since.next()) : 0;
  }

  /**
   * The journal of one more destination session, which knows of its own batches only. What is in
   * doubt when it is closed is left to this one.
   */
  public LaneJournal anotherJournal() {
    LaneJournal journal = new LaneJournal(this);
    synchronized (numbers) {
      others.add(journal);
    }
    return journal;
  }

  /** The journal is not used any more. */
  void closed(LaneJournal journal) {
    synchronized (numbers) {
      others.remove(journal);
    }
  }

  /** The number of the next batch, which the owner keeps as its own before anybody sees it. */
  long nextIntent(LongConsumer owner) {
    synchronized (numbers) {
      lastIntent++;
      owner.accept(lastIntent);
      return lastIntent;
    }
  }

  @Override
  public Intent intend(DestinationFolder folder, FolderState since, List<Delivery> batch) {
    return intend(nextIntent(id -> {}), folder, since, batch);
  }

  Intent intend(long id, DestinationFolder folder, FolderState since, List<Delivery> batch) {
    FolderLedger source = open(batch.get(0).item());
    List<Trace> traces = batch.stream().map(Delivery::trace).toList();
    Intent intent = new Intent(id, source.row().path(), folder, since, traces);
    byte[] payload = IntentPayload.write(folder, since, traces);
    write(
        "record a batch for " + folder.path(),
        c -> IntentRows.add(c, mailboxId, intent.id(), source.row().id(), payload));
    return intent;
  }

  @Override
  public void settle(Intent intent, Map<ItemKey, Delivered> delivered) {
    Optional<SettledBatch> settled =
        write(
            "record what was delivered to " + intent.folder().path(),
            c -> {
              Optional<FolderRow> folder = IntentRows.folder(c, mailboxId, intent.id());
              if (folder.isEmpty()) {
                return Optional.empty();
              }
              SettledBatch batch = SettledBatch.of(folder.get(), passId, intent, delivered);
              batch.write(c);
              IntentRows.delete(c, mailboxId, intent.id());
              return Optional.of(batch);
            });
    settled.ifPresent(
        batch ->
            folders.values().stream()
                .filter(folder -> folder.row().id() == batch.folder().id())
                .forEach(folder -> folder.settled(batch)));
  }

  /** Writes, and with it which folders were settled. */
  private <T> T write(String what, Database.Work<T> work) {
    List<FolderRow> settled = List.copyOf(settlements.values());
    T result =
        database.grouped(
            what,
            c -> {
              for (FolderRow folder : settled) {
                folder.saveSettled(c);
              }
              return work.on(c);
            });
    settled.forEach(folder -> settlements.remove(folder.id(), folder));
    return result;
  }

  @Override
  public List<Intent> inDoubt() {
    // Taken before the rows are read, or a batch that another journal begins meanwhile would look
    // like one that nobody sends.
    Set<Long> elsewhere = new HashSet<>();
    long last;
    synchronized (numbers) {
      others.forEach(other -> elsewhere.addAll(other.begun()));
      last = lastIntent;
    }
    return open(id -> id <= last && !elsewhere.contains(id));
  }

  /** The batches that are not settled and whose number is accepted, the oldest first. */
  List<Intent> open(LongPredicate number) {
    return database
        .transaction("read the batches in doubt", c -> IntentRows.list(c, mailboxId))
        .stream()
        .filter(intent -> number.test(intent.id()))
        .toList();
  }

  @Override
  public Optional<Delivered> delivered(Item item) {
    return open(item).delivered(item.key());
  }

  @Override
  public Set<String> copies(Set<String> destinationIds) {
    return destinationIds.isEmpty()
        ? Set.of()
        : database.transaction(
            "look which copies are recorded", c -> ItemRows.copies(c, mailboxId, destinationIds));
  }

  private FolderLedger open(Item item) {
    FolderLedger folder = folders.get(item.place());
    if (folder == null) {
      throw new IllegalStateException("The folder " + item.folder() + " was not asked for before");
    }
    return folder;
  }

  /** Makes everything durable that was taken over or settled. */
  public void flush() {
    folders.values().forEach(FolderLedger::flush);
    if (!settlements.isEmpty()) {
      write("settle the folders", c -> true);
    }
  }

  /** Like {@link #flush}. */
  @Override
  public void close() {
    flush();
  }
}
