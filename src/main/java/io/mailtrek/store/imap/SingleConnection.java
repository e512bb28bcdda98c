package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.limit.SessionTraffic;

/**
 * One connection with nothing around it, that counts against the limits as those of sessions do. It
 * is not made again when it is lost.
 */
record SingleConnection(SessionTraffic traffic, Connection live) implements AutoCloseable {

  /** Connects; waits for a connection to be free, and for pauses, where the traffic may wait. */
  static SingleConnection open(Connector connector) throws StoreException {
    connector.traffic().takeConnection();
    return with(connector);
  }

  /** Connects with the connection that the traffic has taken. */
  static SingleConnection with(Connector connector) throws StoreException {
    SessionTraffic traffic = connector.traffic();
    try {
      Connection live = traffic.mayWait() ? connector.connectFirst() : connector.connect();
      return new SingleConnection(traffic, live);
    } catch (StoreException | RuntimeException e) {
      traffic.close();
      throw e;
    }
  }

  @Override
  public void close() {
    live.close();
    traffic.close();
  }
}
