package io.mailtrek.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on a free port of 127.0.0.1 that says what a test tells it to say, sense or nonsense.
 * Each connection runs the same script in its own thread.
 *
 * <pre>{@code
 * try (ScriptedImapServer server = ScriptedImapServer.start(talk -> {
 *   talk.send("* OK hello");
 *   talk.answer("LOGIN .*", "OK welcome");
 *   talk.answer("CAPABILITY", "* CAPABILITY IMAP4rev1", "OK done");
 *   talk.expect("SELECT .*");
 *   talk.hang();
 * })) { … }
 * }</pre>
 */
public final class ScriptedImapServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<AssertionError> surprises = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ScriptedImapServer(Script script) throws IOException {
    this.script = script;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    spawn(this::accept);
  }

  /** What to do on a connection; it is closed when the script ends. */
  @FunctionalInterface
  public interface Script {
    /** Runs once for each connection; an end of the connection may be thrown on. */
    void run(Talk talk) throws IOException;
  }

  /** Starts a server. */
  public static ScriptedImapServer start(Script script) throws IOException {
    return new ScriptedImapServer(script);
  }

  /** The port for clients. */
  public int port() {
    return listener.getLocalPort();
  }

  /** All lines received up to now, with their tags; of several connections mixed. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /**
   * Ends all connections.
   *
   * @throws AssertionError if a client sent a line that the script did not expect
   */
  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!surprises.isEmpty()) {
      throw surprises.get(0);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        spawn(() -> serve(socket));
      } catch (IOException e) {
        // Closed by the test.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.run(new Talk(socket));
    } catch (IOException e) {
      // The client has gone, which a script may well be about.
    } catch (AssertionError e) {
      surprises.add(e);
    } finally {
      sockets.remove(socket);
    }
  }

  private static void spawn(Runnable work) {
    Thread thread = new Thread(work, "scripted-imap");
    thread.setDaemon(true);
    thread.start();
  }

  /** The server's side of one connection. */
  public final class Talk {
    private final InputStream in;
    private final OutputStream out;
    private String tag = "*";

    private Talk(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    /** Sends a line and its CRLF. */
    public void send(String line) throws IOException {
      sendRaw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /**
     * Reads a command and checks it, without its tag, against a regular expression; case does not
     * matter.
     *
     * @return the match, for its groups
     */
    public Matcher expect(String regex) throws IOException {
      String line = readLine();
      int space = line.indexOf(' ');
      tag = space < 0 ? line : line.substring(0, space);
      String command = line.substring(space + 1);
      Matcher matcher = Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(command);
      if (!matcher.matches()) {
        throw new AssertionError("Expected " + regex + " but the client sent: " + line);
      }
      return matcher;
    }

    /** Sends the tagged answer of the last expected command, as in {@code "OK done"}. */
    public void tagged(String answer) throws IOException {
      send(tag + " " + answer);
    }

    /**
     * The tag of the last expected command, for an answer that comes behind that of another one.
     */
    public String tag() {
      return tag;
    }

    /** Expects a command, sends lines, of which the last gets the command's tag. */
    public void answer(String regex, String... lines) throws IOException {
      expect(regex);
      for (int i = 0; i < lines.length - 1; i++) {
        send(lines[i]);
      }
      tagged(lines[lines.length - 1]);
    }

    /** Reads one line without its CRLF. */
    public String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("The client closed the connection");
        }
        if (c != '\r') {
          line.write(c);
        }
      }
      String text = line.toString(StandardCharsets.UTF_8);
      received.add(text);
      return text;
    }

    /** Reads the bytes of a literal. */
    public byte[] readLiteral(int length) throws IOException {
      return in.readNBytes(length);
    }

    /** Says nothing more and keeps the connection open until the server is closed. */
    public void hang() {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
