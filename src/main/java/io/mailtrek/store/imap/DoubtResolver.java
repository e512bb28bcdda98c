package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Finds out what became of batches that were sent and not settled: it looks at the messages that
 * have come into their folders since. A copy is one with the same bytes; where the server has
 * changed the bytes, one with the same Message-ID and date. Each message answers for one item only,
 * so of twins as many are found as there are.
 */
final class DoubtResolver {
  private static final long BYTES = 4 << 20;

  private final Connection connection;
  private final DeliveryJournal journal;
  private final DestinationFolders folders;
  private int found;

  DoubtResolver(Connection connection, DeliveryJournal journal, DestinationFolders folders) {
    this.connection = connection;
    this.journal = journal;
    this.folders = folders;
  }

  /** Settles all that is in doubt; tells whether there was anything. */
  boolean resolve() throws StoreException {
    List<Intent> intents = journal.inDoubt();
    Map<FolderPath, List<Intent>> byFolder =
        intents.stream()
            .collect(
                Collectors.groupingBy(
                    intent -> intent.folder().path(), LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<FolderPath, List<Intent>> each : byFolder.entrySet()) {
      resolve(folders.name(each.getKey()), each.getKey(), each.getValue());
    }
    if (!intents.isEmpty() && connection.capabilities().has("UNSELECT")) {
      connection.submit(new UnselectCommand());
    }
    return !intents.isEmpty();
  }

  /** How many items turned out to be delivered. */
  int found() {
    return found;
  }

  private void resolve(String name, FolderPath folder, List<Intent> intents) throws StoreException {
    FolderState now;
    try {
      now = connection.run(SelectCommand.examine(name)).state();
    } catch (PermanentException e) {
      // Without the folder there are no copies in it.
      intents.forEach(intent -> journal.settle(intent, Map.of()));
      return;
    }
    long from = intents.stream().mapToLong(intent -> first(intent, now)).min().orElse(1);
    List<Item> candidates =
        now.count() == 0
            ? List.of()
            : connection.run(
                new UidFetchItemsCommand(
                    folder, UidPage.range(from, Long.MAX_VALUE), new ListOptions(false, true)));
    Map<Long, String> hashes = hashes(folder, intents, candidates);
    Map<Intent, Map<ItemKey, Delivered>> copies = new HashMap<>();
    intents.forEach(intent -> copies.put(intent, new HashMap<>()));
    List<Item> left = new ArrayList<>(candidates);
    match(intents, now, left, copies, (trace, item) -> sameBytesAndDate(trace, item, hashes));
    match(intents, now, left, copies, (trace, item) -> sameBytes(trace, item, hashes));
    match(intents, now, left, copies, DoubtResolver::sameMessageId);
    intents.forEach(intent -> journal.settle(intent, copies.get(intent)));
    found += copies.values().stream().mapToInt(Map::size).sum();
  }

  /** From which UID on a copy can be. */
  private static long first(Intent intent, FolderState now) {
    FolderState since = intent.since();
    boolean comparable = since.validity().equals(now.validity()) && !since.next().isEmpty();
    return comparable ? Long.parseLong(since.next()) : 1;
  }

  private static void match(
      List<Intent> intents,
      FolderState now,
      List<Item> left,
      Map<Intent, Map<ItemKey, Delivered>> found,
      BiPredicate<Trace, Item> same) {
    for (Intent intent : intents) {
      long first = first(intent, now);
      for (Trace trace : intent.traces()) {
        if (found.get(intent).containsKey(trace.key())) {
          continue;
        }
        Optional<Item> copy =
            left.stream().filter(item -> uid(item) >= first && same.test(trace, item)).findFirst();
        if (copy.isPresent()) {
          left.remove(copy.get());
          String id = now.validity() + ":" + uid(copy.get());
          found.get(intent).put(trace.key(), new Delivered(id, true, 0));
        }
      }
    }
  }

  private static boolean sameBytes(Trace trace, Item item, Map<Long, String> hashes) {
    return trace.hash().equals(hashes.get(uid(item)));
  }

  private static boolean sameBytesAndDate(Trace trace, Item item, Map<Long, String> hashes) {
    return sameDate(trace, item) && sameBytes(trace, item, hashes);
  }

  private static boolean sameMessageId(Trace trace, Item item) {
    return trace.messageId().isPresent()
        && trace.messageId().equals(item.messageId())
        && sameDate(trace, item);
  }

  private static boolean sameDate(Trace trace, Item item) {
    return trace.date().isEmpty()
        || trace.date().equals(item.date().map(OffsetDateTime::toEpochSecond));
  }

  /** The hashes of those messages that have the size of a wanted one, a few megabytes at a time. */
  private Map<Long, String> hashes(FolderPath folder, List<Intent> intents, List<Item> candidates)
      throws StoreException {
    Set<Long> sizes =
        intents.stream()
            .flatMap(intent -> intent.traces().stream().map(Trace::size))
            .collect(Collectors.toSet());
    Map<Long, String> hashes = new ConcurrentHashMap<>();
    List<Item> batch = new ArrayList<>();
    long bytes = 0;
    for (Item item : candidates) {
      if (sizes.contains(item.size())) {
        batch.add(item);
        bytes += item.size();
      }
      if (bytes >= BYTES) {
        read(folder, batch, hashes);
        batch.clear();
        bytes = 0;
      }
    }
    read(folder, batch, hashes);
    return hashes;
  }

  private void read(FolderPath folder, List<Item> batch, Map<Long, String> hashes)
      throws StoreException {
    if (batch.isEmpty()) {
      return;
    }
    long[] uids = batch.stream().mapToLong(DoubtResolver::uid).toArray();
    UidFetchContentsCommand.Rest rest =
        connection.run(
            new UidFetchContentsCommand(
                folder.toString(),
                uids,
                (uid, content) ->
                    content.map(Trace::hash).ifPresent(hash -> hashes.put(uid, hash))));
    Optional<ResponseText> busy = rest.refusal().filter(ResponseText::busy);
    if (busy.isPresent()) {
      // Without its content a copy may look like another message, and would come twice.
      throw busy.get().refusal("Looking for copies in " + folder + " at " + connection.server());
    }
  }

  private static long uid(Item item) {
    return Long.parseLong(item.key().value());
  }
}
