package io.mailtrek.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Stands between a client and an IMAP server on 127.0.0.1 and understands their dialogue well
 * enough to break it at a chosen command. For faults of the network that know no IMAP there is
 * {@link DelayProxy}. Methods may be called from any thread.
 *
 * <pre>{@code
 * proxy.on("APPEND .*").after(2).does(Faults.loseReply());
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {
  /** What rules see in place of a command when a client connects. */
  public static final String CONNECT = "CONNECT";

  /** How what the server sends is cut into packets. */
  public enum Packets {
    /** As they come. */
    AS_SENT,
    /** One byte each. */
    OF_ONE_BYTE,
    /** As much in one as the server sends without a pause. */
    GLUED
  }

  private final ServerSocket listener;
  private final int targetPort;
  private final Set<FaultLink> links = ConcurrentHashMap.newKeySet();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Throwable> failedDeeds = new CopyOnWriteArrayList<>();
  private volatile Packets packets = Packets.AS_SENT;

  private FaultProxy(int targetPort) throws IOException {
    this.targetPort = targetPort;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "fault-proxy-" + listener.getLocalPort());
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts a proxy to a port of 127.0.0.1. */
  public static FaultProxy to(int targetPort) throws IOException {
    return new FaultProxy(targetPort);
  }

  /** The port for clients. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Begins a rule for the commands that, without tag and literals, match a regular expression; case
   * does not matter. It does nothing until {@link Rule#does}.
   */
  public Rule on(String command) {
    return new Rule(Pattern.compile(command, Pattern.CASE_INSENSITIVE));
  }

  /** Chooses how responses are cut into packets from now on. */
  public void packets(Packets choice) {
    packets = choice;
  }

  /** Forgets all rules; connections that are mute stay so. */
  public void heal() {
    rules.clear();
    packets = Packets.AS_SENT;
  }

  /** How often the rules that are in force have done something. */
  public int faultsDone() {
    return rules.stream().mapToInt(rule -> rule.done).sum();
  }

  /**
   * Stops listening and closes all connections.
   *
   * @throws AssertionError if what {@link Faults#first} was to do failed
   */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List.copyOf(links).forEach(FaultLink::cut);
    if (!failedDeeds.isEmpty()) {
      throw new AssertionError(failedDeeds.get(0));
    }
  }

  Packets packets() {
    return packets;
  }

  /**
   * The fault that the command is to meet.
   *
   * @param bytes the command with its literals, as far as they need no consent
   */
  Optional<Fault> faultOf(String command, byte[] bytes) {
    return rules.stream().flatMap(rule -> rule.faultOf(command, bytes).stream()).findFirst();
  }

  void forget(FaultLink link) {
    links.remove(link);
  }

  /** A lost connection is no news here, a test that could not do its part is. */
  void ended(IOException reason) {
    if (reason.getCause() != null) {
      failedDeeds.add(reason.getCause());
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        relay(client);
      } catch (IOException e) {
        // Closed: nobody is to be accepted any more.
      }
    }
  }

  private void relay(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
      FaultLink link = new FaultLink(this, client, server);
      links.add(link);
      link.start();
    } catch (IOException e) {
      // The target refused, which the client is to see as a connection that ends at once.
      client.close();
    }
  }

  /** Which commands meet a fault: by default only the first that matches. */
  public final class Rule {
    private final Pattern command;
    private int skip;
    private int times = 1;
    private int done;
    private Predicate<String> content = text -> true;
    private Optional<Fault> fault = Optional.empty();

    private Rule(Pattern command) {
      this.command = command;
    }

    /** Lets some pass before. */
    public Rule after(int commands) {
      skip = commands;
      return this;
    }

    /** Meets this many. */
    public Rule times(int commands) {
      times = commands;
      return this;
    }

    /** Meets all, until {@link FaultProxy#heal}. */
    public Rule always() {
      return times(Integer.MAX_VALUE);
    }

    /** Meets only those that hold such bytes, seen as ISO 8859-1, also in literals. */
    public Rule holding(Predicate<String> wanted) {
      content = wanted;
      return this;
    }

    /** Says what is to happen; the rule is in force from now on. */
    public void does(Fault what) {
      fault = Optional.of(what);
      rules.add(this);
    }

    private synchronized Optional<Fault> faultOf(String text, byte[] bytes) {
      boolean meant =
          command.matcher(text).matches()
              && content.test(new String(bytes, StandardCharsets.ISO_8859_1));
      if (!meant || skip-- > 0 || done >= times) {
        return Optional.empty();
      }
      done++;
      return fault;
    }
  }
}
