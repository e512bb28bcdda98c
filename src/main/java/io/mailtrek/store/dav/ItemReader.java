package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads the contents of items in threads of its own. What a listing has read is given away at once;
 * requests for the rest that come while others are under way travel together. Safe for use by many
 * threads.
 */
final class ItemReader {
  private static final int THREADS = 4;
  private static final int ITEMS = 50;
  private static final long BYTES = 4 << 20;
  private static final long CACHED = 16 << 20;

  private final DavClient client;
  private final SourceCollections collections;
  private final Locator locator;
  private final ContentCache cache = new ContentCache(CACHED);
  private final ExecutorService threads;
  private final Map<Place, Href> places = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private final Deque<Wanted> queue = new ArrayDeque<>();

  private volatile boolean closed;

  private record Place(FolderPath folder, ItemType type, ItemKey key) {}

  private record Wanted(Item item, CompletableFuture<Content> future) {}

  /** Finds items that this session has not listed. */
  interface Locator {
    Map<ItemKey, Href> find(FolderPath folder, ItemType type) throws StoreException;
  }

  ItemReader(DavClient client, SourceCollections collections, Locator locator) {
    this.client = client;
    this.collections = collections;
    this.locator = locator;
    String name = "dav reads of " + DavUri.account(client.login());
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Reads chunks for listings. */
  CollectionScan.ChunkReader chunks(DavCollection collection) {
    return new CollectionScan.ChunkReader() {
      @Override
      public Future<List<MultiGet.Read>> begin(List<Resource> resources) throws StoreException {
        try {
          return threads.submit(() -> readChunk(collection, resources));
        } catch (RejectedExecutionException e) {
          throw client.closedException();
        }
      }

      @Override
      public List<MultiGet.Read> await(Future<List<MultiGet.Read>> chunk) throws StoreException {
        try {
          return chunk.get();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof StoreException known) {
            throw known;
          }
          throw new FatalException(
              "Reading " + collection.name() + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new TransientException("Interrupted while reading " + collection.name(), e);
        }
      }
    };
  }

  private List<MultiGet.Read> readChunk(DavCollection collection, List<Resource> resources)
      throws StoreException {
    client.traffic().admit(resources.size(), resources.stream().mapToLong(Resource::size).sum());
    List<MultiGet.Read> read = new MultiGet(client, collection).read(resources);
    client.traffic().wentWell();
    return read;
  }

  /** A listing has read an item, which will be asked for if it is wanted. */
  void scanned(FolderPath folder, ScannedItem item, MultiGet.Read read, boolean wanted) {
    found(folder, item);
    read.content()
        .ifPresent(
            content -> {
              if (wanted) {
                cache.put(item.href(), content);
              } else {
                cache.offer(item.href(), content);
              }
            });
  }

  /** An item was found. */
  void found(FolderPath folder, ScannedItem item) {
    places.put(new Place(folder, item.type(), item.key()), item.href());
  }

  CompletableFuture<Content> read(Item item) {
    CompletableFuture<Content> future = new CompletableFuture<>();
    if (closed) {
      future.completeExceptionally(client.closedException());
      return future;
    }
    Optional<Content> there = Optional.ofNullable(places.get(place(item))).flatMap(cache::take);
    try {
      if (there.isPresent() && !ManagedAttachments.in(there.get())) {
        future.complete(there.get());
      } else if (there.isPresent()) {
        threads.execute(kept(() -> finish(future, there.get())));
      } else {
        synchronized (queue) {
          queue.add(new Wanted(item, future));
        }
        threads.execute(kept(this::drain));
      }
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(client.closedException());
    }
    return future;
  }

  private static Runnable kept(Runnable task) {
    return LogFields.kept(task);
  }

  private static Place place(Item item) {
    return new Place(item.folder(), item.type(), item.key());
  }

  /** Reads what waits, of one folder, up to a limit. */
  private void drain() {
    List<Wanted> batch = new ArrayList<>();
    synchronized (queue) {
      long bytes = 0;
      while (!queue.isEmpty() && batch.size() < ITEMS && (batch.isEmpty() || bytes < BYTES)) {
        Item next = queue.element().item();
        if (!batch.isEmpty() && !sameFolder(next, batch.get(0).item())) {
          break;
        }
        bytes += next.size();
        batch.add(queue.remove());
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      read(batch);
    } catch (StoreException e) {
      batch.forEach(wanted -> wanted.future().completeExceptionally(e));
    } catch (RuntimeException | Error e) {
      // Whoever waits must learn that none comes, also where the memory was too small.
      FatalException unexpected = new FatalException("Reading items failed: " + e, e);
      batch.forEach(wanted -> wanted.future().completeExceptionally(unexpected));
    }
  }

  private static boolean sameFolder(Item a, Item b) {
    return a.folder().equals(b.folder()) && a.type() == b.type();
  }

  private void read(List<Wanted> batch) throws StoreException {
    Item first = batch.get(0).item();
    DavCollection collection = collections.of(first.folder(), first.type());
    locate(batch);
    List<Wanted> there = new ArrayList<>();
    List<Resource> resources = new ArrayList<>();
    for (Wanted wanted : batch) {
      Href href = places.get(place(wanted.item()));
      if (href == null) {
        wanted.future().completeExceptionally(vanished(wanted.item()));
      } else {
        there.add(wanted);
        resources.add(new Resource(href, wanted.item().size()));
      }
    }
    if (resources.isEmpty()) {
      return;
    }
    List<MultiGet.Read> read = readChunk(collection, resources);
    for (int i = 0; i < read.size(); i++) {
      Wanted wanted = there.get(i);
      MultiGet.Read one = read.get(i);
      if (one.content().isPresent()) {
        finish(wanted.future(), one.content().get());
      } else {
        wanted
            .future()
            .completeExceptionally(
                one.failure().isPresent() ? one.failure().get() : vanished(wanted.item()));
      }
    }
  }

  private void locate(List<Wanted> batch) throws StoreException {
    if (batch.stream().allMatch(wanted -> places.containsKey(place(wanted.item())))) {
      return;
    }
    Item first = batch.get(0).item();
    locator
        .find(first.folder(), first.type())
        .forEach((key, href) -> places.put(new Place(first.folder(), first.type(), key), href));
  }

  private VanishedException vanished(Item item) {
    return new VanishedException(
        "The item "
            + item.key()
            + " of "
            + item.folder()
            + " is not at "
            + client.uri().server()
            + " any more");
  }

  private void finish(CompletableFuture<Content> future, Content content) {
    try {
      future.complete(new ManagedAttachments(client).inline(content));
    } catch (StoreException e) {
      future.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(new FatalException("Reading an item failed: " + e, e));
    }
  }

  /** Fails what still waits. */
  void close() {
    closed = true;
    threads.shutdownNow();
    synchronized (queue) {
      queue.forEach(wanted -> wanted.future().completeExceptionally(client.closedException()));
      queue.clear();
    }
  }
}
