package io.mailtrek.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP relay on a free port of 127.0.0.1 that adds a round-trip time, with bandwidth unlimited,
 * and that can be made to fail in the ways networks do. Methods may be called from any thread.
 */
public final class DelayProxy implements AutoCloseable {
  /** A way through the relay. */
  public enum Direction {
    /** What the client sends. */
    TO_SERVER,
    /** What the server sends. */
    TO_CLIENT
  }

  private final InetSocketAddress target;
  private final long oneWayNanos;
  private final int port;
  private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private final Map<Direction, Long> bytesLeft = new EnumMap<>(Direction.class);
  private final Map<Direction, Long> bytesUntilHeld = new EnumMap<>(Direction.class);
  private boolean frozen;
  private volatile RelayedConnection newest;
  private ServerSocket listener;
  private Thread accepting;

  private DelayProxy(InetSocketAddress target, Duration roundTrip) throws IOException {
    this.target = target;
    this.oneWayNanos = roundTrip.toNanos() / 2;
    listener = listen(0);
    port = listener.getLocalPort();
    accepting = acceptOn(listener);
  }

  /** Starts a relay to a port of 127.0.0.1. */
  public static DelayProxy to(int targetPort, Duration roundTrip) throws IOException {
    return new DelayProxy(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), roundTrip);
  }

  /** Starts a relay that adds no delay, for its faults. */
  public static DelayProxy to(int targetPort) throws IOException {
    return to(targetPort, Duration.ZERO);
  }

  /** The port for clients. */
  public int port() {
    return port;
  }

  /** How many connections it has taken since its start. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open. */
  public int open() {
    return connections.size();
  }

  /** Closes all connections now; new ones are served. */
  public void cutAll() {
    // The copy leaves out connections that are made because of the cut.
    List.copyOf(connections).forEach(RelayedConnection::close);
  }

  /** Closes the connection that was made last. */
  public void cutNewest() {
    newest.close();
  }

  /**
   * Relays this many more bytes in a direction, counted over all connections, then closes all
   * connections. The next ones are served without a limit.
   */
  public void cutAfterBytes(Direction direction, long bytes) {
    lock.lock();
    try {
      bytesLeft.put(direction, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Stops relaying and keeps the connections open, like a server that hangs. */
  public void freeze() {
    setFrozen(true);
  }

  /** Goes on after {@link #freeze}; nothing is lost. */
  public void thaw() {
    setFrozen(false);
  }

  /**
   * Relays this many more bytes in a direction, counted over all connections, then holds back what
   * follows until {@link #release}. The other direction goes on.
   */
  public void holdAfterBytes(Direction direction, long bytes) {
    lock.lock();
    try {
      bytesUntilHeld.put(direction, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Whether all bytes have passed after which a direction is held. */
  public boolean held(Direction direction) {
    lock.lock();
    try {
      return bytesUntilHeld.getOrDefault(direction, 1L) == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Ends what {@link #holdAfterBytes} began. */
  public void release() {
    lock.lock();
    try {
      bytesUntilHeld.clear();
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new connections ({@code true}), or takes them again on the same port. */
  public void refuse(boolean refused) throws IOException {
    lock.lock();
    try {
      if (refused) {
        listener.close();
        // Until its thread has left accept(), the operating system goes on listening.
        accepting.join();
      } else if (listener.isClosed()) {
        listener = listen(port);
        accepting = acceptOn(listener);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the listener was closing");
    } finally {
      lock.unlock();
    }
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    try {
      refuse(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thaw();
    release();
    cutAll();
  }

  /** Waits while the relay is frozen or holds, then says how many of these bytes may pass. */
  Share admit(Direction direction, int bytes) throws InterruptedException {
    lock.lock();
    try {
      while (frozen || bytesUntilHeld.getOrDefault(direction, 1L) == 0) {
        thawed.await();
      }
      Long untilHeld = bytesUntilHeld.get(direction);
      if (untilHeld != null) {
        long share = Math.min(bytes, untilHeld);
        bytesUntilHeld.put(direction, untilHeld - share);
        return new Share((int) share, false);
      }
      Long left = bytesLeft.get(direction);
      if (left == null) {
        return new Share(bytes, false);
      }
      if (bytes < left) {
        bytesLeft.put(direction, left - bytes);
        return new Share(bytes, false);
      }
      bytesLeft.remove(direction);
      return new Share(left.intValue(), true);
    } finally {
      lock.unlock();
    }
  }

  void forget(RelayedConnection connection) {
    connections.remove(connection);
  }

  private void setFrozen(boolean value) {
    lock.lock();
    try {
      frozen = value;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return socket;
  }

  private Thread acceptOn(ServerSocket socket) {
    Thread thread = new Thread(() -> accept(socket), "delay-proxy-" + socket.getLocalPort());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        relay(client);
      } catch (IOException e) {
        // Closed: nobody is to be accepted any more.
      }
    }
  }

  private void relay(Socket client) throws IOException {
    try {
      Socket server = new Socket();
      server.connect(target);
      RelayedConnection connection = new RelayedConnection(this, client, server, oneWayNanos);
      connections.add(connection);
      newest = connection;
      connection.start();
    } catch (IOException e) {
      // The target refused, which the client is to see as a connection that ends at once.
      client.close();
    }
  }

  /**
   * What may pass of some bytes; for the rest it is asked again, unless all ends here.
   *
   * @param cut whether all connections end after these
   */
  record Share(int bytes, boolean cut) {}
}
