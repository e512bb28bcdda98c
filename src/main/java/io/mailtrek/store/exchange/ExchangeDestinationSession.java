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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One mailbox of an Exchange server as a destination. Folders and items are made, and new items are
 * completed; no operation here can change or remove anything that was there, or send mail to
 * anybody.
 */
final class ExchangeDestinationSession implements DestinationSession {
  private final ExchangeSession session;
  private final DestinationFolders folders;
  private final Doubts doubts;
  private final DeliveryQueue queue;
  private Optional<SourceSession> contents = Optional.empty();
  private boolean closed;

  private ExchangeDestinationSession(
      ExchangeSession session, DeliveryJournal journal, boolean whole) {
    this.session = session;
    this.folders = new DestinationFolders(session.ews());
    Copies copies = new Copies(session.ews(), folders, whole, journal::isCopy);
    this.doubts = new Doubts(copies, journal);
    this.queue =
        new DeliveryQueue(
            session.mailbox(), new Batches(new Writing(session, folders), journal, copies, doubts));
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
      throw DeliveryQueue.closedException();
    }
    if (contents.isEmpty()) {
      contents =
          Optional.of(ExchangeSourceSession.ofDestination(session, ItemNames.ofDestination()));
    }
    return contents.get();
  }

  @Override
  public boolean rewritesMessages() {
    return true;
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
