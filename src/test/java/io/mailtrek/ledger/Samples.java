package io.mailtrek.ledger;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Items and batches for tests. */
final class Samples {
  static final FolderPath INBOX = FolderPath.INBOX;
  static final DestinationFolder TARGET = new DestinationFolder(INBOX, ItemType.MAIL, false);
  static final FolderState SINCE = new FolderState("77", "1000", 12);

  private Samples() {}

  static Item item(String key) {
    return item(INBOX, key);
  }

  static Item item(FolderPath folder, String key) {
    return new Item(
        folder,
        ItemType.MAIL,
        new ItemKey(key),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        10,
        Set.of(),
        Set.of());
  }

  /** The trace of a message that is told from others by {@code message}. */
  static Trace trace(String key, String message) {
    return new Trace(
        new ItemKey(key),
        Optional.of("<" + message + "@old.example>"),
        Optional.of(1_700_000_000L),
        10,
        "ab".repeat(32));
  }

  static Delivery delivery(Trace trace) {
    return delivery(item(trace.key().value()), trace);
  }

  static Delivery delivery(Item item, Trace trace) {
    return new Delivery(item, trace, Content.of(new byte[0]));
  }

  /** A batch of messages, each told by its key. */
  static List<Delivery> batch(String... keys) {
    return Stream.of(keys).map(key -> delivery(trace(key, key))).toList();
  }

  static Map<ItemKey, Delivered> delivered(String... keys) {
    Map<ItemKey, Delivered> all = new LinkedHashMap<>();
    for (String key : keys) {
      all.put(new ItemKey(key), new Delivered("77:" + key, false, 0));
    }
    return all;
  }
}
