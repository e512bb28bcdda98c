package io.mailtrek.store.exchange;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.batch.BatchWriter;
import io.mailtrek.store.batch.DeliveryQueue;
import io.mailtrek.store.batch.Doubts;
import io.mailtrek.store.batch.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One mailbox of an Exchange server as a destination. Folders and items are made, and new items are
 * completed; no operation here can change or remove anything that was there, or send mail to
 * anybody.
 */
final class ExchangeDestinationSession implements DestinationSession {
  private static final Limits LIMITS = new Limits(3, 10, 50, 8 << 20);

  /** For a server that still works on what it got when its answer was lost. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ExchangeSession session;
  private final DestinationFolders folders;
  private final CopyNames names;
  private final Doubts doubts;
  private final DeliveryQueue queue;
  private Optional<SourceSession> contents = Optional.empty();
  private boolean closed;

  private ExchangeDestinationSession(
      ExchangeSession session, DeliveryJournal journal, boolean whole) {
    this.session = session;
    this.folders = new DestinationFolders(session.ews());
    this.names = new CopyNames(whole);
    Copies copies = new Copies(session.ews(), folders, whole, journal::copies);
    this.doubts = new Doubts(copies, journal, session.traffic(), Optional.of(GRACE));
    Writing writing = new Writing(session, folders);
    this.queue =
        new DeliveryQueue(
            "exchange writes of " + session.mailbox(),
            LIMITS,
            new BatchWriter(writing, journal, doubts),
            ExchangeDestinationSession::closedException);
  }

  /**
   * Opens it, and settles what is in doubt.
   *
   * @param whole whether items come as streams of another Exchange
   */
  static ExchangeDestinationSession open(
      ExchangeSession session, DeliveryJournal journal, boolean whole) throws StoreException {
    ExchangeDestinationSession opened = new ExchangeDestinationSession(session, journal, whole);
    try {
      FolderList.distinguished(session.ews());
      opened.doubts.settle();
      return opened;
    } catch (StoreException | RuntimeException e) {
      opened.queue.close();
      throw e;
    }
  }

  @Override
  public DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    return folders.ensure(source, path, mapped);
  }

  @Override
  public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    return queue.deliver(folder, delivery);
  }

  @Override
  public long count(DestinationFolder folder) {
    return folders.count(folder);
  }

  @Override
  public synchronized SourceSession contents() throws StoreException {
    if (closed) {
      throw closedException();
    }
    if (contents.isEmpty()) {
      contents =
          Optional.of(
              ExchangeSourceSession.ofDestination(session, ItemNames.ofDestination(), names));
    }
    return contents.get();
  }

  private static TransientException closedException() {
    return new TransientException("The session with Exchange is closed", null);
  }

  @Override
  public boolean rewritesMessages() {
    return true;
  }

  @Override
  public Optional<String> nameOfCopy(DestinationFolder folder, FolderPath from, Trace trace) {
    return names.of(folder.itemType(), from, trace);
  }

  @Override
  public void settleDoubts() throws StoreException {
    folders.beginAnew();
    doubts.settle();
  }

  @Override
  public Optional<Duration> roundTrip() {
    return session.roundTrip().get();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      contents.ifPresent(SourceSession::close);
    }
    queue.close();
    session.close();
  }
}
