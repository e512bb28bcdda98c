package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FolderWish;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One mailbox of an IMAP server as a destination, on one connection, and on a second one where its
 * contents are looked at. Messages are appended and folders created and subscribed to; no command
 * here can remove anything.
 */
final class ImapDestinationSession implements DestinationSession {
  private final Connector connector;
  private final DestinationLink link;
  private final DeliveryQueue queue;
  private Optional<SourceSession> contents = Optional.empty();
  private boolean closed;

  private ImapDestinationSession(Connector connector, DestinationLink link, DeliveryQueue queue) {
    this.connector = connector;
    this.link = link;
    this.queue = queue;
  }

  static ImapDestinationSession open(Connector connector, DeliveryJournal journal)
      throws StoreException {
    DestinationLink link = DestinationLink.open(connector, journal);
    Appender appender = new Appender(link, journal);
    DeliveryQueue queue = new DeliveryQueue(link, appender, connector.name());
    appender.tell(queue);
    return new ImapDestinationSession(connector, link, queue);
  }

  @Override
  public void announce(List<FolderWish> wishes) throws StoreException {
    link.folders()
        .announce(
            link.live(),
            wishes.stream().filter(wish -> wish.source().itemType() == ItemType.MAIL).toList());
  }

  @Override
  public DestinationFolder ensureFolder(SourceFolder source, FolderPath path, boolean mapped)
      throws StoreException {
    if (source.itemType() != ItemType.MAIL) {
      throw new PermanentException(
          Problem.TYPE_NOT_TAKEN,
          "The IMAP server "
              + connector.server()
              + " takes messages, not items of the type "
              + source.itemType().word());
    }
    return link.folders().ensure(link.live(), source, path, mapped);
  }

  @Override
  public CompletionStage<Delivered> deliver(DestinationFolder folder, Delivery delivery) {
    return queue.deliver(folder, delivery);
  }

  @Override
  public long count(DestinationFolder folder) {
    return link.folders().toldState(folder.path()).map(FolderState::count).orElse(0L);
  }

  @Override
  public synchronized SourceSession contents() throws StoreException {
    if (closed) {
      throw link.closedException();
    }
    if (contents.isEmpty()) {
      contents = Optional.of(ImapSourceSession.open(connector));
    }
    return contents.get();
  }

  @Override
  public void settleDoubts() throws StoreException {
    link.beginAnew();
  }

  @Override
  public Optional<Duration> roundTrip() {
    return link.roundTrip();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      contents.ifPresent(SourceSession::close);
    }
    queue.close();
    link.close();
    link.traffic().close();
  }
}
