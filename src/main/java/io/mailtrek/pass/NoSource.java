package io.mailtrek.pass;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.VanishedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The source of items that come from elsewhere with their content: there is nothing to read. */
enum NoSource implements SourceSession {
  INSTANCE;

  @Override
  public List<SourceFolder> folders() {
    return List.of();
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    throw new VanishedException("The folder " + folder.path() + " is not at this source.");
  }

  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    throw new VanishedException("The folder " + folder.path() + " is not at this source.");
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    return CompletableFuture.failedStage(
        new VanishedException("The item " + item.key() + " is not at this source."));
  }

  @Override
  public Optional<Duration> roundTrip() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
