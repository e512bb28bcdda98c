package io.mailtrek.store.dav;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One mailbox of a DAV server as a destination. Collections are made and resources put where there
 * are none; no request here can change or remove anything.
 */
final class DavDestinationSession implements DestinationSession {
  private final DavClient client;
  private final Discovery.Homes homes;
  private final DestinationCollections collections;
  private final Doubts doubts;
  private final CopyPlaces copies = new CopyPlaces();
  private final PutQueue queue;
  private Optional<SourceSession> contents = Optional.empty();
  private boolean closed;

  private DavDestinationSession(DavClient client, Discovery.Homes homes, DeliveryJournal journal) {
    this.client = client;
    this.homes = homes;
    this.collections = new DestinationCollections(client, homes);
    this.doubts = new Doubts(client, collections, journal);
    this.queue =
        new PutQueue(client, new Batches(new Put(client, collections, copies), journal, doubts));
  }

  static DavDestinationSession open(DavClient client, DeliveryJournal journal)
      throws StoreException {
    DavDestinationSession session =
        new DavDestinationSession(client, Discovery.find(client), journal);
    try {
      session.doubts.settle();
      return session;
    } catch (StoreException | RuntimeException e) {
      session.queue.close();
      throw e;
    }
  }

  @Override
  public DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    return collections.ensure(source, path);
  }

  @Override
  public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    return queue.deliver(folder, delivery);
  }

  /** A collection does not tell. */
  @Override
  public long count(DestinationFolder folder) {
    return 0;
  }

  @Override
  public synchronized SourceSession contents() throws StoreException {
    if (closed) {
      throw client.closedException();
    }
    if (contents.isEmpty()) {
      contents = Optional.of(DavSourceSession.ofDestination(client, homes, copies));
    }
    return contents.get();
  }

  @Override
  public void settleDoubts() throws StoreException {
    collections.beginAnew();
    doubts.settle();
  }

  @Override
  public Optional<Duration> roundTrip() {
    return client.roundTrip();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      contents.ifPresent(SourceSession::close);
    }
    queue.close();
    client.close();
    client.traffic().close();
  }
}
