package io.mailtrek.store.composite;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.Listing;
import io.mailtrek.store.StoreException;
import java.util.List;

/** What is in a folder that has another path here than in its store. */
final class MovedListing implements Listing {
  private final Listing listing;
  private final FolderPath path;

  MovedListing(Listing listing, FolderPath path) {
    this.listing = listing;
    this.path = path;
  }

  @Override
  public FolderState state() {
    return listing.state();
  }

  @Override
  public long known() {
    return listing.known();
  }

  @Override
  public long missing() {
    return listing.missing();
  }

  @Override
  public List<Item> next() throws StoreException {
    return listing.next().stream().map(item -> item.in(path)).toList();
  }
}
