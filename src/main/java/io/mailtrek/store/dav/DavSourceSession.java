package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One mailbox of a DAV server as a source. Nothing is sent but PROPFIND, REPORT and GET, so nothing
 * changes there.
 */
final class DavSourceSession implements SourceSession {
  private final DavClient client;
  private final SourceCollections collections;
  private final ItemReader reader;
  private final Keys keys;
  private final CopyPlaces copies;

  /** What listings have begun to read, by collection and from where on. */
  private final Map<String, Begun> begun = new HashMap<>();

  /**
   * A scan of a collection.
   *
   * @param types those that were listed by it: listing one again is to look again
   * @param removed how many resources are gone since what it begins at
   */
  private record Begun(CollectionScan scan, Set<ItemType> types, int removed) {}

  private DavSourceSession(DavClient client, Discovery.Homes homes, Keys keys, CopyPlaces copies) {
    this.client = client;
    this.copies = copies;
    this.keys = keys;
    this.collections = new SourceCollections(client, homes);
    this.reader = new ItemReader(client, collections, this::hrefs);
  }

  static DavSourceSession open(DavClient client) throws StoreException {
    return new DavSourceSession(client, Discovery.find(client), Keys.OF_SOURCE, new CopyPlaces());
  }

  /**
   * The contents of a destination, whose login was tried already.
   *
   * @param copies learns what is found
   */
  static DavSourceSession ofDestination(
      DavClient client, Discovery.Homes homes, CopyPlaces copies) {
    return new DavSourceSession(client, homes, Keys.OF_DESTINATION, copies);
  }

  @Override
  public List<SourceFolder> folders() throws StoreException {
    begun.clear();
    return collections.read();
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    DavCollection collection = collections.of(folder.path(), folder.itemType());
    if (settled.isPresent()
        && folder.state().filter(s -> s.nothingAddedSince(settled.get())).isPresent()) {
      CollectionScan nothing = scanOf(collection, List.of());
      return listing(folder, collection, nothing, KnownItems.NONE, options, settled.get().count());
    }
    Optional<Begun> changes = changes(collection, folder.itemType(), settled);
    if (changes.isPresent()) {
      long before = settled.orElseThrow().count();
      // Whose resources they were is only known where there is one type.
      boolean one = collection.itemTypes().size() == 1;
      long left = Math.max(0, before - (one ? changes.get().removed() : 0));
      return listing(folder, collection, changes.get().scan(), known.get(), options, left);
    }
    return listing(
        folder, collection, whole(collection, folder.itemType()), known.get(), options, 0);
  }

  private DavListing listing(
      SourceFolder folder,
      DavCollection collection,
      CollectionScan scan,
      KnownItems known,
      ListOptions options,
      long settledBefore) {
    return new DavListing(
        folder,
        scan,
        (item, read) -> {
          reader.scanned(folder.path(), item, read, item.type() == folder.itemType());
          if (keys == Keys.OF_DESTINATION) {
            copies.add(collection, item);
          }
        },
        known,
        options,
        settledBefore);
  }

  /** What has changed since a state; empty where the server can't tell. */
  private Optional<Begun> changes(
      DavCollection collection, ItemType type, Optional<FolderState> settled)
      throws StoreException {
    Optional<String> token = settled.map(FolderState::next).flatMap(collection::token);
    if (token.isEmpty() || !collection.syncs()) {
      return Optional.empty();
    }
    String place = collection.href().path() + " " + token.get();
    Begun there = begun.get(place);
    if (there == null || !there.types().add(type)) {
      Optional<SyncCollection.Changes> changes =
          SyncCollection.since(client, collection, token.get());
      if (changes.isEmpty()) {
        return Optional.empty();
      }
      there =
          new Begun(
              scanOf(collection, changes.get().changed()),
              EnumSet.of(type),
              changes.get().removed());
      begun.put(place, there);
    }
    return Optional.of(there);
  }

  /** All of a collection. */
  private CollectionScan whole(DavCollection collection, ItemType type) throws StoreException {
    Begun there = begun.get(collection.href().path());
    if (there == null || !there.types().add(type)) {
      there =
          new Begun(scanOf(collection, ResourceList.read(client, collection)), EnumSet.of(type), 0);
      begun.put(collection.href().path(), there);
    }
    return there.scan();
  }

  private CollectionScan scanOf(DavCollection collection, List<Resource> resources) {
    return new CollectionScan(collection, resources, keys, reader.chunks(collection));
  }

  /** Where the items of a folder are, found by reading all of them. */
  private Map<ItemKey, Href> hrefs(FolderPath path, ItemType type) throws StoreException {
    DavCollection collection = collections.of(path, type);
    CollectionScan scan = scanOf(collection, ResourceList.read(client, collection));
    Map<ItemKey, Href> all = new HashMap<>();
    while (scan.advance((item, read) -> all.put(item.key(), item.href()))) {
      // All of it.
    }
    return all;
  }

  /** Looks by itself, because what servers take for a match differs. */
  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    DavCollection collection = collections.of(folder.path(), folder.itemType());
    CollectionScan scan = scanOf(collection, ResourceList.read(client, collection));
    List<ItemKey> found = new ArrayList<>();
    while (scan.advance(
        (item, read) -> {
          reader.found(folder.path(), item);
          if (item.type() == folder.itemType() && ItemSearch.matches(item, search)) {
            found.add(item.key());
          }
        })) {
      // All of it.
    }
    FolderState state = new FolderState("", collection.state(), scan.items().size());
    return new FoundItems(state, found);
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    return reader.read(item);
  }

  @Override
  public Optional<Duration> roundTrip() {
    return client.roundTrip();
  }

  @Override
  public void close() {
    reader.close();
    client.close();
    client.traffic().close();
  }
}
