package io.mailtrek.store.limit;

import io.mailtrek.store.Waits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes to and from one server, over all its sessions in this process: the limits of the
 * project, and the pauses that the server asks for. Safe for use by many threads.
 */
public final class ServerTraffic {
  private final String side;
  private final String server;
  private final Clocks clocks;
  private final Throttle throttle;
  private final Optional<ConnectionPermits> connections;
  private volatile Optional<Rate> messages;
  private volatile Optional<Rate> bytes;
  private final Optional<DayBudget> day;

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
    throttle = new Throttle("The " + side + " " + server, clocks);
    connections = limits.connections().map(ConnectionPermits::new);
    messages = limits.messagesPerSecond().map(this::rate);
    bytes = limits.bytesPerSecond().map(this::rate);
    day = limits.bytesPerDay().map(limit -> new DayBudget(limit, dayBytes, clocks));
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

  private Rate rate(Number perSecond) {
    return new Rate(perSecond.longValue(), clocks.nanos());
  }

  /**
   * Changes how much may be sent in a second, for all sessions from now on.
   *
   * @param messagesPerSecond empty for no limit
   * @param bytesPerSecond empty for no limit
   */
  public synchronized void limitRates(
      Optional<Long> messagesPerSecond, Optional<Long> bytesPerSecond) {
    if (!messages.map(Rate::perSecond).equals(messagesPerSecond)) {
      messages = messagesPerSecond.map(this::rate);
    }
    if (!bytes.map(Rate::perSecond).equals(bytesPerSecond)) {
      bytes = bytesPerSecond.map(this::rate);
    }
  }

  /** {@code source} or {@code destination}. */
  public String side() {
    return side;
  }

  String server() {
    return server;
  }

  Clocks clocks() {
    return clocks;
  }

  Throttle throttle() {
    return throttle;
  }

  Optional<ConnectionPermits> connections() {
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
