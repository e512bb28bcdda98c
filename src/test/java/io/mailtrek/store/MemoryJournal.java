package io.mailtrek.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A delivery journal in memory, which survives sessions as the real one does. */
public final class MemoryJournal implements DeliveryJournal {
  private final Map<Long, Intent> open = new LinkedHashMap<>();
  private final Map<String, Delivered> delivered = new LinkedHashMap<>();
  private final List<Integer> batches = new ArrayList<>();
  private long ids;
  private FolderState lastSince;

  @Override
  public synchronized Intent intend(
      DestinationFolder folder, FolderState since, List<Delivery> batch) {
    FolderPath source = batch.get(0).item().folder();
    List<Trace> traces = batch.stream().map(Delivery::trace).toList();
    Intent intent = new Intent(++ids, source, folder, since, traces);
    open.put(intent.id(), intent);
    batches.add(batch.size());
    lastSince = since;
    return intent;
  }

  @Override
  public synchronized void settle(Intent intent, Map<ItemKey, Delivered> done) {
    if (open.remove(intent.id()) == null) {
      throw new IllegalStateException("Not open: " + intent);
    }
    done.forEach((key, result) -> delivered.put(name(intent.sourceFolder(), key), result));
  }

  @Override
  public synchronized List<Intent> inDoubt() {
    return List.copyOf(open.values());
  }

  @Override
  public synchronized Optional<Delivered> delivered(Item item) {
    return Optional.ofNullable(delivered.get(name(item.folder(), item.key())));
  }

  @Override
  public synchronized Set<String> copies(Set<String> destinationIds) {
    return delivered.values().stream()
        .map(Delivered::destinationId)
        .filter(destinationIds::contains)
        .collect(Collectors.toSet());
  }

  /** Puts a batch in doubt that was never settled, as a crash leaves it. */
  public synchronized Intent crash(
      FolderPath sourceFolder, DestinationFolder folder, FolderState since, List<Trace> traces) {
    Intent intent = new Intent(++ids, sourceFolder, folder, since, traces);
    open.put(intent.id(), intent);
    return intent;
  }

  /** How many items have been delivered. */
  public synchronized int count() {
    return delivered.size();
  }

  /** The sizes of the batches in their order. */
  public synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** The destination folder as it was said to be before the last batch. */
  public synchronized FolderState lastSince() {
    return lastSince;
  }

  private static String name(FolderPath folder, ItemKey key) {
    return folder + "\n" + key;
  }
}
