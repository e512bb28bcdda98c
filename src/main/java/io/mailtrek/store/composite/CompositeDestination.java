package io.mailtrek.store.composite;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One mailbox at several stores as a destination: what a folder holds tells whose it is. */
final class CompositeDestination implements DestinationSession {
  private final List<Part> parts;
  private final List<DestinationSession> sessions;

  CompositeDestination(List<Part> parts, List<DestinationSession> sessions) {
    this.parts = parts;
    this.sessions = sessions;
  }

  @Override
  public void announce(List<FolderWish> wishes) throws StoreException {
    for (int i = 0; i < parts.size(); i++) {
      Set<ItemType> own = parts.get(i).takes();
      sessions
          .get(i)
          .announce(
              wishes.stream().filter(wish -> own.contains(wish.source().itemType())).toList());
    }
  }

  @Override
  public DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    return owner(source.itemType()).ensureFolder(source, path, mapped);
  }

  @Override
  public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    try {
      return owner(folder.itemType()).deliver(folder, delivery);
    } catch (PermanentException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public long count(DestinationFolder folder) {
    return find(folder.itemType()).map(session -> session.count(folder)).orElse(0L);
  }

  @Override
  public SourceSession contents() throws StoreException {
    return new CompositeContents(this::owner);
  }

  @Override
  public Optional<String> nameOfCopy(DestinationFolder folder, FolderPath from, Trace trace) {
    return find(folder.itemType()).flatMap(session -> session.nameOfCopy(folder, from, trace));
  }

  @Override
  public void settleDoubts() throws StoreException {
    for (DestinationSession session : sessions) {
      session.settleDoubts();
    }
  }

  @Override
  public Optional<Duration> roundTrip() {
    return Sessions.longest(sessions.stream().map(DestinationSession::roundTrip));
  }

  @Override
  public void close() {
    Sessions.close(sessions);
  }

  private DestinationSession owner(ItemType type) throws PermanentException {
    return find(type)
        .orElseThrow(
            () ->
                new PermanentException(
                    Problem.TYPE_NOT_TAKEN,
                    "No store of the destination takes items of the type " + type.word()));
  }

  private Optional<DestinationSession> find(ItemType type) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).takes().contains(type)) {
        return Optional.of(sessions.get(i));
      }
    }
    return Optional.empty();
  }
}
