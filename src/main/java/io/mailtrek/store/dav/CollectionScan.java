package io.mailtrek.store.dav;

import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Reads the resources of a collection one chunk after the other, and remembers what they are: a
 * calendar with events and tasks in it is listed as two folders, and read once. While a chunk is
 * worked on the next one is on its way. For one thread.
 */
final class CollectionScan {
  private static final int ITEMS = 100;
  private static final long BYTES = 4 << 20;

  /** What is counted for a resource whose size is not told. */
  private static final long GUESS = 4096;

  private final DavCollection collection;
  private final List<Resource> resources;
  private final Keys keys;
  private final ChunkReader reader;
  private final List<ScannedItem> items = new ArrayList<>();
  private final Map<ItemKey, String> paths = new HashMap<>();
  private int next;
  private int ahead;
  private Optional<Future<List<MultiGet.Read>>> coming = Optional.empty();
  private int vanished;
  private int untold;

  /** Reads chunks in another thread. */
  interface ChunkReader {
    Future<List<MultiGet.Read>> begin(List<Resource> resources) throws StoreException;

    List<MultiGet.Read> await(Future<List<MultiGet.Read>> chunk) throws StoreException;
  }

  /** Takes what was read. */
  interface Taker {
    void take(ScannedItem item, MultiGet.Read read);
  }

  /**
   * @param resources those that are to be read, by path
   */
  CollectionScan(
      DavCollection collection, List<Resource> resources, Keys keys, ChunkReader reader) {
    this.collection = collection;
    this.resources = resources;
    this.keys = keys;
    this.reader = reader;
  }

  /** What was read so far. */
  List<ScannedItem> items() {
    return items;
  }

  /**
   * How many resources may be items of a type and are not among its items: those that were gone
   * when they were to be read, and those that can't be read, which are items of the first type so
   * far.
   */
  int missing(ItemType type) {
    return vanished + (type == collection.itemTypes().get(0) ? 0 : untold);
  }

  /**
   * Reads the next chunk; its items are behind those that were there.
   *
   * @return false when there is none
   */
  boolean advance(Taker taker) throws StoreException {
    if (next >= resources.size()) {
      return false;
    }
    Future<List<MultiGet.Read>> chunk = coming.isPresent() ? coming.get() : begin();
    coming = Optional.empty();
    // When this fails, the same chunk is asked for again.
    List<MultiGet.Read> read = reader.await(chunk);
    next += read.size();
    if (next < resources.size()) {
      coming = Optional.of(begin());
    }
    read.forEach(one -> take(one, taker));
    return true;
  }

  private Future<List<MultiGet.Read>> begin() throws StoreException {
    ahead = next;
    long bytes = 0;
    while (ahead < resources.size() && ahead - next < ITEMS && (ahead == next || bytes < BYTES)) {
      long size = resources.get(ahead).size();
      bytes += size == 0 ? GUESS : size;
      ahead++;
    }
    return reader.begin(resources.subList(next, ahead));
  }

  private void take(MultiGet.Read read, Taker taker) {
    if (read.content().isEmpty() && read.failure().isEmpty()) {
      vanished++;
      return;
    }
    untold += read.content().filter(content -> content.size() > 0).isEmpty() ? 1 : 0;
    Optional<ItemScan> scan = read.content().map(ItemScan::of);
    Href href = read.resource().href();
    Optional<String> uid = scan.flatMap(ItemScan::uid);
    ItemKey key = keys.of(href, uid);
    if (paths.putIfAbsent(key, href.path()) != null) {
      key = keys.ofTwin(href, uid);
    }
    // What can't be told belongs somewhere all the same, to fail there and be seen.
    List<ItemType> types = collection.itemTypes();
    ItemType type = scan.flatMap(ItemScan::type).orElse(types.get(0));
    ScannedItem item =
        new ScannedItem(
            href,
            key,
            uid,
            types.contains(type) ? type : types.get(0),
            scan.flatMap(ItemScan::date),
            read.content().map(content -> (long) content.size()).orElse(0L),
            scan.flatMap(ItemScan::title));
    items.add(item);
    taker.take(item, read);
  }
}
