package io.mailtrek.store.imap;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.SessionTraffic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one connection of a destination session. When it is lost, the next use makes a new one, and
 * settles what is in doubt before anything else is sent. Safe for use by many threads.
 */
final class DestinationLink {
  /** For a server that still works on what it got before the connection was lost. */
  private static final long GRACE_MILLIS = 1000;

  /** A server that drops every connection on which it gets mail is not well. */
  private static final int MOST_IN_VAIN = 8;

  /** Of few items each may be why, which takes some connections to find out. */
  private static final int FEW = 22;

  private static final int FOR_EACH = 4;

  private final Connector connector;
  private final DeliveryJournal journal;
  private final DestinationFolders folders;
  private volatile Connection connection;
  private volatile boolean closed;
  private volatile int beginnings;
  private volatile boolean settledDoubts;
  private volatile int inVain;
  private volatile int suspected;
  private volatile String lastLoss = "";

  private DestinationLink(
      Connector connector,
      DeliveryJournal journal,
      Connection connection,
      DestinationFolders folders) {
    this.connector = connector;
    this.journal = journal;
    this.connection = connection;
    this.folders = folders;
  }

  static DestinationLink open(Connector connector, DeliveryJournal journal) throws StoreException {
    Connection connection = connector.connectFirst();
    try {
      boolean statesForFree = connection.capabilities().has("LIST-STATUS");
      FolderDirectory directory = FolderDirectory.read(connection, statesForFree);
      DestinationLink link =
          new DestinationLink(connector, journal, connection, new DestinationFolders(directory));
      link.settleDoubtsLater(connection);
      return link;
    } catch (StoreException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** See {@link CommandsInFlight#roundTrip}. */
  Optional<Duration> roundTrip() {
    return connection.roundTrip();
  }

  /** The connection, which is made again when it was lost, once no pause is kept. */
  Connection live() throws StoreException {
    connector.traffic().await();
    return connected();
  }

  private synchronized Connection connected() throws StoreException {
    if (closed) {
      throw closedException();
    }
    if (!connection.alive()) {
      connection.awaitEnd();
      lastLoss = connection.endedBy();
      if (inVain >= MOST_IN_VAIN + (suspected > FEW ? 0 : FOR_EACH * suspected)) {
        throw new FatalException(
            Problem.DESTINATION_UNWELL,
            "The connection to "
                + connector.server()
                + " was lost "
                + inVain
                + " times without an item delivered in between, at last so: "
                + lastLoss
                + ". Look into the log of the server, then submit the pass again");
      }
      Connection next = connector.connect();
      try {
        settleDoubtsLater(next);
      } catch (StoreException | RuntimeException e) {
        next.close();
        throw e;
      }
      inVain++;
      connection = next;
      beginnings++;
      if (closed) {
        next.close();
        throw closedException();
      }
    }
    return connection;
  }

  /** Settles what is in doubt, and forgets what was told before of the folders there. */
  void beginAnew() throws StoreException {
    Connection live = live();
    synchronized (this) {
      settleDoubtsLater(live);
      beginnings++;
    }
  }

  /** The limits and pauses of the session. */
  SessionTraffic traffic() {
    return connector.traffic();
  }

  /** The folders there. */
  DestinationFolders folders() {
    return folders;
  }

  /** Host and port, for messages. */
  String server() {
    return connector.server();
  }

  /** How often it began anew; what was told of a folder's state before is out of date. */
  int beginnings() {
    return beginnings;
  }

  /** An item has arrived, so connecting was not in vain. */
  void delivered() {
    inVain = 0;
  }

  /** Tells which number of items may be why the connection was lost. */
  void suspected(int items) {
    suspected = items;
  }

  /** A message was found to be why the connection was lost, so it need not be the server. */
  void blamed() {
    inVain = 0;
  }

  /** How the connection ended the last time. */
  String lastLoss() {
    return lastLoss;
  }

  /** Whether items may have been settled as delivered that are still to be delivered. */
  boolean settledDoubts() {
    return settledDoubts;
  }

  TransientException closedException() {
    return new TransientException("The session with " + connector.server() + " is closed", null);
  }

  void close() {
    closed = true;
    connection.close();
  }

  private void settleDoubtsLater(Connection fresh) throws StoreException {
    try {
      if (!journal.inDoubt().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(GRACE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted while settling what is in doubt", e);
    }
    settleDoubts(fresh);
  }

  private void settleDoubts(Connection fresh) throws StoreException {
    DoubtResolver resolver = new DoubtResolver(fresh, journal, folders);
    settledDoubts |= resolver.resolve();
    if (resolver.found() > 0) {
      delivered();
    }
  }
}
