package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Listing;
import io.mailtrek.store.StoreException;
import java.util.List;

/** The messages of a folder that are of one type, where it holds two. */
final class OneTypeListing implements Listing {
  private final Listing listing;
  private final ItemType type;
  private final long others;
  private final long untold;

  /**
   * @param listing of the whole folder, which leaves out the messages of the other type as known
   * @param others how many those are
   * @param untold how many of those may be of this type for all that is known
   */
  OneTypeListing(Listing listing, ItemType type, long others, long untold) {
    this.listing = listing;
    this.type = type;
    this.others = others;
    this.untold = untold;
  }

  @Override
  public FolderState state() {
    FolderState all = listing.state();
    return new FolderState(all.validity(), all.next(), Math.max(0, all.count() - others));
  }

  @Override
  public long known() {
    return Math.max(0, listing.known() - others);
  }

  @Override
  public long missing() {
    return listing.missing() + untold;
  }

  @Override
  public List<Item> next() throws StoreException {
    return listing.next().stream().map(item -> item.as(type)).toList();
  }
}
