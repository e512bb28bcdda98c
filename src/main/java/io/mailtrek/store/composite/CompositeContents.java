package io.mailtrek.store.composite;

import io.mailtrek.store.Content;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What is in one mailbox at several stores. A store is opened for it when something of its types is
 * looked at, and closed with its own session.
 */
final class CompositeContents implements SourceSession {
  private final Owners owners;

  /** The session that takes items of a type. */
  interface Owners {
    DestinationSession of(ItemType type) throws StoreException;
  }

  CompositeContents(Owners owners) {
    this.owners = owners;
  }

  /** Nobody who adopts asks for all folders: each goes to one that is known. */
  @Override
  public List<SourceFolder> folders() throws StoreException {
    return contents(ItemType.MAIL).folders();
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    return contents(folder.itemType()).list(folder, settled, known, options);
  }

  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    return contents(folder.itemType()).search(folder, search);
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    try {
      return contents(item.type()).read(item);
    } catch (StoreException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public Optional<Duration> roundTrip() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // The sessions of the stores close what they have opened.
  }

  private SourceSession contents(ItemType type) throws StoreException {
    return owners.of(type).contents();
  }
}
