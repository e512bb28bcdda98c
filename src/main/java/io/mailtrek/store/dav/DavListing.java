package io.mailtrek.store.dav;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items of one type in a collection. They have no order of arrival; where the newest are wanted
 * first, they are so within a page.
 */
final class DavListing implements Listing {
  private static final int PAGE = 100;

  private final SourceFolder folder;
  private final CollectionScan scan;
  private final CollectionScan.Taker taker;
  private final KnownItems known;
  private final ListOptions options;
  private final long settledBefore;
  private int position;
  private long knownItems;
  private long listed;

  /**
   * @param scan of the collection, or of what has changed in it
   * @param taker keeps the contents that are read
   * @param known what is left out
   * @param settledBefore how many items were left out by listing only what has changed
   */
  DavListing(
      SourceFolder folder,
      CollectionScan scan,
      CollectionScan.Taker taker,
      KnownItems known,
      ListOptions options,
      long settledBefore) {
    this.folder = folder;
    this.scan = scan;
    this.taker = taker;
    this.known = known;
    this.options = options;
    this.settledBefore = settledBefore;
  }

  /** The count is that of the items so far: a collection does not tell how many it has. */
  @Override
  public FolderState state() {
    String version = folder.state().map(FolderState::next).orElse("");
    return new FolderState("", version, settledBefore + knownItems + listed);
  }

  @Override
  public long known() {
    return settledBefore + knownItems;
  }

  @Override
  public long missing() {
    return scan.missing(folder.itemType());
  }

  @Override
  public List<Item> next() throws StoreException {
    List<Item> page = new ArrayList<>();
    while (page.size() < PAGE) {
      if (position == scan.items().size() && !(page.isEmpty() && scan.advance(taker))) {
        break;
      }
      if (position < scan.items().size()) {
        take(scan.items().get(position++), page);
      }
    }
    if (options.newestFirst()) {
      page.sort(
          Comparator.comparing(
              item -> item.date().orElse(OffsetDateTime.MIN),
              OffsetDateTime.timeLineOrder().reversed()));
    }
    listed += page.size();
    return page;
  }

  private void take(ScannedItem item, List<Item> page) {
    if (item.type() != folder.itemType()) {
      return;
    }
    if (known.contains(item.key())) {
      // One that has changed since is among those that were settled before.
      knownItems += settledBefore == 0 ? 1 : 0;
      return;
    }
    page.add(
        new Item(
            folder.path(),
            item.type(),
            item.key(),
            item.date(),
            Optional.empty(),
            options.messageId() ? item.uid() : Optional.empty(),
            item.size(),
            Set.of(),
            Set.of()));
  }
}
