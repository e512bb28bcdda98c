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
import io.mailtrek.store.batch.BatchWriter;
import io.mailtrek.store.batch.DeliveryQueue;
import io.mailtrek.store.batch.Doubts;
import io.mailtrek.store.batch.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One mailbox of a DAV server as a destination. Collections are made and resources put where there
 * are none; no request here can change or remove anything.
 */
final class DavDestinationSession implements DestinationSession {
  private static final Limits LIMITS = new Limits(3, Crew.AT_ONCE, 32, 8 << 20);

  private final DavClient client;
  private final Discovery.Homes homes;
  private final DestinationCollections collections;
  private final Doubts doubts;
  private final CopyPlaces copies = new CopyPlaces();
  private final Crew crew;
  private final DeliveryQueue queue;
  private Optional<SourceSession> contents = Optional.empty();
  private boolean closed;

  private DavDestinationSession(DavClient client, Discovery.Homes homes, DeliveryJournal journal) {
    this.client = client;
    this.homes = homes;
    this.collections = new DestinationCollections(client, homes);
    WrittenItems written = new WrittenItems(client, collections);
    // What a server is still at work on is never written a second time, only met there.
    this.doubts = new Doubts(written, journal, client.traffic(), Optional.empty());
    String threads = "dav writes of " + DavUri.account(client.login());
    this.crew = new Crew(client, threads);
    Puts puts = new Puts(new Put(client, collections, copies), crew);
    this.queue =
        new DeliveryQueue(
            threads, LIMITS, new BatchWriter(puts, journal, doubts), client::closedException);
  }

  static DavDestinationSession open(DavClient client, DeliveryJournal journal)
      throws StoreException {
    DavDestinationSession session =
        new DavDestinationSession(client, Discovery.find(client), journal);
    try {
      session.doubts.settle();
      return session;
    } catch (StoreException | RuntimeException e) {
      session.endWrites();
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
    endWrites();
    client.close();
    client.traffic().close();
  }

  private void endWrites() {
    queue.close();
    crew.close();
  }
}
