package io.mailtrek.server;

import io.mailtrek.server.FaultProxy.Packets;
import io.mailtrek.server.ImapFrames.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection through a {@link FaultProxy}. Two threads relay, one each way; a response is
 * thought to be for the oldest command that has no tagged one, as servers answer one by one.
 */
public final class FaultLink {
  private static final Duration QUIET = Duration.ofMillis(3);

  private final FaultProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private boolean muted;

  private record InFlight(String tag, Optional<Fault> fault) {}

  FaultLink(FaultProxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start() {
    spawn(this::relayCommands);
    spawn(this::relayResponses);
  }

  /** Sends bytes to the client, in packets as the proxy is told to. */
  public synchronized void toClient(byte[] bytes) throws IOException {
    if (muted) {
      return;
    }
    OutputStream out = client.getOutputStream();
    if (proxy.packets() == Packets.OF_ONE_BYTE) {
      for (byte b : bytes) {
        out.write(b);
      }
    } else {
      out.write(bytes);
    }
  }

  /** Says nothing more to the client, and keeps the connection open. */
  public synchronized void mute() {
    muted = true;
  }

  /** Closes the connection on both sides. */
  public void cut() {
    proxy.forget(this);
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone, which is all that is wanted.
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void spawn(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                proxy.ended(e);
              } finally {
                cut();
              }
            },
            "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void relayCommands() throws IOException {
    Optional<Fault> greeting = proxy.faultOf(FaultProxy.CONNECT, new byte[0]);
    if (greeting.isPresent() && !greeting.get().command(this, "*")) {
      return;
    }
    ImapFrames frames = new ImapFrames(client.getInputStream(), true);
    OutputStream out = server.getOutputStream();
    boolean begins = true;
    boolean wanted = true;
    for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
      Frame frame = next.get();
      if (begins) {
        wanted = begin(frame);
      }
      if (wanted) {
        out.write(frame.bytes());
      }
      // A literal is not sent where the command was answered in place of a consent.
      begins = frame.last() || !wanted;
    }
  }

  /** Whether the server is to get the command. */
  private boolean begin(Frame frame) throws IOException {
    String tag = frame.firstWord();
    if (tag.length() == frame.firstLine().length()) {
      // The second line of AUTHENTICATE is no command.
      return true;
    }
    Optional<Fault> fault =
        proxy.faultOf(frame.firstLine().substring(tag.length() + 1), frame.bytes());
    if (fault.isPresent() && !fault.get().command(this, tag)) {
      return false;
    }
    synchronized (inFlight) {
      inFlight.addLast(new InFlight(tag, fault));
    }
    return true;
  }

  private void relayResponses() throws IOException {
    ImapFrames frames = new ImapFrames(server.getInputStream(), false);
    ByteArrayOutputStream glued = new ByteArrayOutputStream();
    for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
      Frame frame = next.get();
      Optional<Fault> fault = faultFor(frame.firstWord());
      if (fault.isPresent()) {
        flush(glued);
        boolean tagged = !frame.firstWord().equals("*") && !frame.firstWord().equals("+");
        fault.get().response(this, frame.bytes(), tagged);
      } else if (proxy.packets() == Packets.GLUED) {
        glued.writeBytes(frame.bytes());
        if (quiet(frames)) {
          flush(glued);
        }
      } else {
        toClient(frame.bytes());
      }
    }
    flush(glued);
  }

  private void flush(ByteArrayOutputStream glued) throws IOException {
    toClient(glued.toByteArray());
    glued.reset();
  }

  private static boolean quiet(ImapFrames frames) throws IOException {
    if (!frames.more()) {
      LockSupport.parkNanos(QUIET.toNanos());
    }
    return !frames.more();
  }

  private Optional<Fault> faultFor(String firstWord) {
    synchronized (inFlight) {
      for (Iterator<InFlight> i = inFlight.iterator(); i.hasNext(); ) {
        InFlight each = i.next();
        if (each.tag.equals(firstWord)) {
          i.remove();
          return each.fault;
        }
      }
      return inFlight.isEmpty() ? Optional.empty() : inFlight.peekFirst().fault;
    }
  }
}
