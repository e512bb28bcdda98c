package io.mailtrek.server;

import io.mailtrek.server.DelayProxy.Direction;
import io.mailtrek.server.DelayProxy.Share;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection through a {@link DelayProxy}: a reading and a writing thread each way. The reader
 * stamps what it reads with the time at which the writer may pass it on.
 */
final class RelayedConnection {
  private static final int CHUNK = 1 << 17;

  /** Up to 32 MB on the way, so that the delay limits no realistic bandwidth. */
  private static final int CHUNKS = 256;

  /** Spinning would take a core from what is measured; parking is exact to about 0.1 ms. */
  private static final long CLOSE_ENOUGH_NANOS = 20_000;

  private final DelayProxy proxy;
  private final Socket client;
  private final Socket server;
  private final long delayNanos;
  private final AtomicInteger waysOpen = new AtomicInteger(2);

  RelayedConnection(DelayProxy proxy, Socket client, Socket server, long delayNanos)
      throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.delayNanos = delayNanos;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start() {
    relay(client, server, Direction.TO_SERVER);
    relay(server, client, Direction.TO_CLIENT);
  }

  /** Ends both sides; threads of this connection end by themselves. */
  void close() {
    proxy.forget(this);
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone, which is all that is wanted.
      }
    }
  }

  private void relay(Socket from, Socket to, Direction direction) {
    BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(CHUNKS);
    spawn("read", direction, () -> read(from, queue));
    spawn("write", direction, () -> write(to, queue, direction));
  }

  private static void spawn(String role, Direction direction, Runnable work) {
    Thread thread = new Thread(work, "delay-proxy-" + role + "-" + direction);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(Socket from, BlockingQueue<Chunk> queue) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        queue.put(new Chunk(Arrays.copyOf(buffer, n), System.nanoTime() + delayNanos));
      }
    } catch (IOException e) {
      // An end by an error is passed on like any other end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      queue.put(new Chunk(new byte[0], System.nanoTime() + delayNanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Socket to, BlockingQueue<Chunk> queue, Direction direction) {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = due(queue); chunk.bytes().length > 0; chunk = due(queue)) {
        for (int done = 0; done < chunk.bytes().length; ) {
          Share share = proxy.admit(direction, chunk.bytes().length - done);
          out.write(chunk.bytes(), done, share.bytes());
          done += share.bytes();
          if (share.cut()) {
            proxy.cutAll();
            return;
          }
        }
      }
      // One side may end its way and still read the other.
      to.shutdownOutput();
      if (waysOpen.decrementAndGet() == 0) {
        close();
      }
    } catch (IOException e) {
      close();
      drain(queue);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Chunk due(BlockingQueue<Chunk> queue) throws InterruptedException {
    Chunk chunk = queue.take();
    for (long wait = chunk.due() - System.nanoTime();
        wait > CLOSE_ENOUGH_NANOS;
        wait = chunk.due() - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    return chunk;
  }

  /** Frees a reader that waits for room until it meets the closed socket. */
  private static void drain(BlockingQueue<Chunk> queue) {
    try {
      Chunk chunk = queue.take();
      while (chunk.bytes().length > 0) {
        chunk = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes and when they may pass, on the clock of {@link System#nanoTime}; none mark the end. */
  private static final class Chunk {
    private final byte[] bytes;
    private final long due;

    Chunk(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }

    byte[] bytes() {
      return bytes;
    }

    long due() {
      return due;
    }
  }
}
