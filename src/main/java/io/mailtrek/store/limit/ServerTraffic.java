package io.mailtrek.store.limit;

import io.mailtrek.store.Pause;
import io.mailtrek.store.Waits;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What goes to and from one server, over all its sessions in this process: the limits of the
 * project, and the pauses that the server asks for. Safe for use by many threads.
 */
public final class ServerTraffic {
  private final String side;
  private final String server;
  private final Clocks clocks;
  private final Throttle throttle;
  private final DayBytes dayBytes;
  private final ConnectionPermits connections;
  private final LongAdder pauses = new LongAdder();
  private volatile ServerLimits limits = ServerLimits.NONE;
  private volatile Optional<Rate> messages = Optional.empty();
  private volatile Optional<Rate> bytes = Optional.empty();
  private volatile Optional<DayBudget> day = Optional.empty();

  /** As many as mailboxes, a few words each; they outlive sessions, as pauses do. */
  private final Map<String, Throttle> accounts = new ConcurrentHashMap<>();

  /**
   * Nothing has been sent yet.
   *
   * @param side {@code source} or {@code destination}
   * @param server host and port, for people
   * @param dayBytes remembers the bytes of a day; is only asked when they are limited
   */
  public ServerTraffic(String side, String server, ServerLimits limits, DayBytes dayBytes) {
    this(side, server, limits, dayBytes, Clocks.SYSTEM);
  }

  ServerTraffic(String side, String server, ServerLimits limits, DayBytes dayBytes, Clocks clocks) {
    this.side = side;
    this.server = server;
    this.clocks = clocks;
    this.dayBytes = dayBytes;
    throttle = new Throttle("The " + side + " " + server, clocks);
    connections = new ConnectionPermits(Integer.MAX_VALUE);
    limit(limits);
  }

  /** Traffic without limits, which still keeps the pauses that the server asks for. */
  public static ServerTraffic unlimited(String side, String server) {
    return new ServerTraffic(side, server, ServerLimits.NONE, (day, bytes) -> bytes);
  }

  /**
   * The part of one session.
   *
   * @param account what the server knows the mailbox by
   * @param further whether it is opened beside another of the mailbox, and so must not wait
   */
  public SessionTraffic session(String account, Waits waits, boolean further) {
    Throttle ofAccount =
        accounts.computeIfAbsent(
            account, name -> new Throttle("The " + side + " " + server + " for " + name, clocks));
    return new SessionTraffic(this, ofAccount, waits, further);
  }

  /** The limits that hold now. */
  public ServerLimits limits() {
    return limits;
  }

  /**
   * Changes the limits, also for the sessions that are open. Connections that are open stay open
   * when fewer are permitted; who waits for a limit that is raised goes on.
   */
  public synchronized void limit(ServerLimits changed) {
    connections.setMost(changed.connections().orElse(Integer.MAX_VALUE));
    if (!changed.messagesPerSecond().equals(limits.messagesPerSecond())) {
      messages = changed.messagesPerSecond().map(number -> new Rate(number, clocks.nanos()));
    }
    if (!changed.bytesPerSecond().equals(limits.bytesPerSecond())) {
      bytes = changed.bytesPerSecond().map(number -> new Rate(number, clocks.nanos()));
    }
    if (!changed.bytesPerDay().equals(limits.bytesPerDay())) {
      day = changed.bytesPerDay().map(number -> new DayBudget(number, dayBytes, clocks));
    }
    limits = changed;
  }

  /**
   * Changes how much may be sent in a second, for all sessions from now on.
   *
   * @param messagesPerSecond empty for no limit
   * @param bytesPerSecond empty for no limit
   */
  public synchronized void limitRates(
      Optional<Long> messagesPerSecond, Optional<Long> bytesPerSecond) {
    limit(
        new ServerLimits(
            limits.connections(),
            messagesPerSecond.map(Math::toIntExact),
            bytesPerSecond,
            limits.bytesPerDay()));
  }

  /** Whether the number of connections is limited now. */
  public synchronized boolean limitsConnections() {
    return limits.connections().isPresent();
  }

  /** How many connections its sessions have. */
  public int openConnections() {
    return connections.taken();
  }

  /** How often the server asked for a pause, for all or for an account. */
  public long pauses() {
    return pauses.sum();
  }

  /** The pause that goes on now and lasts longest, of the server or of an account. */
  public Optional<Pause> longestPause() {
    return Stream.concat(Stream.of(throttle), accounts.values().stream())
        .flatMap(each -> each.pause().stream())
        .max(Comparator.comparing(pause -> pause.until().orElse(Instant.MAX)));
  }

  /** The pause of the whole server that goes on now. */
  public Optional<Pause> pause() {
    return throttle.pause();
  }

  void countPause() {
    pauses.increment();
  }

  /** {@code source} or {@code destination}. */
  public String side() {
    return side;
  }

  /** Host and port. */
  public String server() {
    return server;
  }

  Clocks clocks() {
    return clocks;
  }

  Throttle throttle() {
    return throttle;
  }

  ConnectionPermits connections() {
    return connections;
  }

  Optional<Rate> messages() {
    return messages;
  }

  Optional<Rate> bytes() {
    return bytes;
  }

  Optional<DayBudget> day() {
    return day;
  }
}
