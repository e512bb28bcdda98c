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
import io.mailtrek.store.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The ledger of one mailbox during one run of a mailbox pass. Safe for use by many threads. */
public final class MailboxLedger implements DeliveryJournal, AutoCloseable {
  private final Database database;
  private final long mailboxId;
  private final long passId;
  private final Map<Place, FolderLedger> folders = new ConcurrentHashMap<>();
  private final AtomicLong lastIntent;

  /** A folder whatever its validity. */
  private record Place(FolderPath path, ItemType type) {}

  MailboxLedger(Database database, long mailboxId, long passId) {
    this.database = database;
    this.mailboxId = mailboxId;
    this.passId = passId;
    this.lastIntent =
        new AtomicLong(
            database.transaction("read the batches in doubt", c -> IntentRows.last(c, mailboxId)));
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
          return database.transaction(
              "read the folder " + path,
              c ->
                  new FolderLedger(
                      database, FolderRow.findOrMake(c, mailboxId, path, type, validity), passId));
        });
  }

  @Override
  public Intent intend(DestinationFolder folder, FolderState since, List<Delivery> batch) {
    FolderLedger source = open(batch.get(0).item());
    List<Trace> traces = batch.stream().map(Delivery::trace).toList();
    Intent intent =
        new Intent(lastIntent.incrementAndGet(), source.row().path(), folder, since, traces);
    byte[] payload = IntentPayload.write(folder, since, traces);
    database.transaction(
        "record a batch for " + folder.path(),
        c -> IntentRows.add(c, mailboxId, intent.id(), source.row().id(), payload));
    return intent;
  }

  @Override
  public void settle(Intent intent, Map<ItemKey, Delivered> delivered) {
    Optional<SettledBatch> settled =
        database.transaction(
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

  @Override
  public List<Intent> inDoubt() {
    return database.transaction("read the batches in doubt", c -> IntentRows.list(c, mailboxId));
  }

  @Override
  public Optional<Delivered> delivered(Item item) {
    return open(item).delivered(item.key());
  }

  private FolderLedger open(Item item) {
    FolderLedger folder = folders.get(new Place(item.folder(), item.type()));
    if (folder == null) {
      throw new IllegalStateException("The folder " + item.folder() + " was not asked for before");
    }
    return folder;
  }

  /** Makes everything durable that was taken over. */
  @Override
  public void close() {
    folders.values().forEach(FolderLedger::flush);
  }
}
