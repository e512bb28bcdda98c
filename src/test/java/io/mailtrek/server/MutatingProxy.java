package io.mailtrek.server;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay on a free port of 127.0.0.1 that spoils what the server says at one place, counted
 * over all connections. What the client says passes as it is. Methods may be called from any
 * thread.
 */
public final class MutatingProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private Optional<Mutation> mutation = Optional.empty();
  private long passed;

  private MutatingProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    spawn(this::accept);
  }

  /** Starts a relay to a port of 127.0.0.1. */
  public static MutatingProxy to(int targetPort) throws IOException {
    return new MutatingProxy(targetPort);
  }

  /** The port for clients. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Counts the bytes of the server anew, and spoils them at one place. */
  public synchronized void begin(Optional<Mutation> next) {
    mutation = next;
    passed = 0;
  }

  /** How many bytes the server has sent since {@link #begin}. */
  public synchronized long passed() {
    return passed;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        for (Socket socket : new Socket[] {client, server}) {
          socket.setTcpNoDelay(true);
          sockets.add(socket);
        }
        spawn(() -> relay(client, server, false));
        spawn(() -> relay(server, client, true));
      } catch (IOException e) {
        // Closed by the test.
      }
    }
  }

  private void relay(Socket from, Socket to, boolean spoil) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      boolean stalled = false;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, n);
        Mutation.Mutated passing =
            spoil ? mutated(bytes) : new Mutation.Mutated(Content.of(bytes), false, false);
        if (!stalled) {
          passing.bytes().writeTo(out);
        }
        stalled |= passing.stalled();
        if (passing.cut()) {
          return;
        }
      }
    } catch (IOException e) {
      // An end is an end, however it comes.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized Mutation.Mutated mutated(byte[] bytes) {
    long before = passed;
    passed += bytes.length;
    if (mutation.isEmpty() || passed <= mutation.get().at()) {
      return new Mutation.Mutated(Content.of(bytes), false, false);
    }
    Mutation now = mutation.get();
    mutation = Optional.empty();
    return now.apply(bytes, (int) (now.at() - before));
  }

  private static void spawn(Runnable work) {
    Thread thread = new Thread(work, "mutating-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
