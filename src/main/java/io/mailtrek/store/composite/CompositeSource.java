package io.mailtrek.store.composite;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.ListWish;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.VanishedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One mailbox at several stores as a source: the folders of all of them. */
final class CompositeSource implements SourceSession {
  private final List<SourceSession> sessions;
  private final List<Part> parts;

  CompositeSource(List<Part> parts, List<SourceSession> sessions) {
    this.parts = parts;
    this.sessions = sessions;
  }

  @Override
  public void askForFolders() {
    sessions.forEach(SourceSession::askForFolders);
  }

  @Override
  public List<SourceFolder> folders() throws StoreException {
    List<SourceFolder> folders = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      for (SourceFolder folder : sessions.get(i).folders()) {
        folders.add(folder.at(parts.get(i).places().shown(folder.place()).path()));
      }
    }
    return folders;
  }

  @Override
  public List<String> leftOut() {
    return sessions.stream().flatMap(session -> session.leftOut().stream()).toList();
  }

  @Override
  public void announce(List<ListWish> next) throws StoreException {
    for (int i = 0; i < sessions.size(); i++) {
      List<ListWish> own = new ArrayList<>();
      for (ListWish wish : next) {
        Place place = wish.folder().place();
        if (owner(place) == i) {
          SourceFolder folder = wish.folder().at(own(i, place));
          own.add(new ListWish(folder, wish.settled(), wish.known(), wish.options()));
        }
      }
      sessions.get(i).announce(own);
    }
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions options)
      throws StoreException {
    int owner = owner(folder.place());
    FolderPath own = own(owner, folder.place());
    Listing listing = sessions.get(owner).list(folder.at(own), settled, known, options);
    return own.equals(folder.path()) ? listing : new MovedListing(listing, folder.path());
  }

  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    int owner = owner(folder.place());
    return sessions.get(owner).search(folder.at(own(owner, folder.place())), search);
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    try {
      int owner = owner(item.place());
      return sessions.get(owner).read(item.in(own(owner, item.place())));
    } catch (VanishedException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public Optional<Duration> roundTrip() {
    return Sessions.longest(sessions.stream().map(SourceSession::roundTrip));
  }

  @Override
  public void close() {
    Sessions.close(sessions);
  }

  private int owner(Place place) throws VanishedException {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).lists(place)) {
        return i;
      }
    }
    throw new VanishedException(
        "No store of the source has a folder "
            + place.path()
            + " for items of the type "
            + place.type().word()
            + " any more.");
  }

  private FolderPath own(int owner, Place place) {
    return parts.get(owner).places().own(place).path();
  }
}
