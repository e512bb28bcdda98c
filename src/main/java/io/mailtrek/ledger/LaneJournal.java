package io.mailtrek.ledger;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The journal of one of several destination sessions of a mailbox. Only what this session began is
 * in doubt for it, never what another one has under way. Safe for use by many threads.
 */
public final class LaneJournal implements DeliveryJournal, AutoCloseable {
  private final MailboxLedger ledger;
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();

  LaneJournal(MailboxLedger ledger) {
    this.ledger = ledger;
  }

  /** The numbers of the batches that it began and has not settled. */
  Set<Long> begun() {
    return begun;
  }

  @Override
  public Intent intend(DestinationFolder folder, FolderState since, List<Delivery> batch) {
    return ledger.intend(ledger.nextIntent(begun::add), folder, since, batch);
  }

  @Override
  public void settle(Intent intent, Map<ItemKey, Delivered> delivered) {
    ledger.settle(intent, delivered);
    begun.remove(intent.id());
  }

  @Override
  public List<Intent> inDoubt() {
    return begun.isEmpty() ? List.of() : ledger.open(begun::contains);
  }

  @Override
  public Optional<Delivered> delivered(Item item) {
    return ledger.delivered(item);
  }

  @Override
  public Set<String> copies(Set<String> destinationIds) {
    return ledger.copies(destinationIds);
  }

  /** Leaves what is in doubt to the journal of the mailbox's first session. */
  @Override
  public void close() {
    ledger.closed(this);
  }
}
