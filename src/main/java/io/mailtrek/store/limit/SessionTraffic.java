package io.mailtrek.store.limit;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one session sends: it asks here before it does, and tells here what the server says to it.
 * All that waits here is seen in the {@link Waits} of the mailbox pass, and ends with them or with
 * the session. Safe for use by many threads.
 */
public final class SessionTraffic implements AutoCloseable {
  private static final Optional<Instant> NO_END = Optional.empty();

  /** A pause that comes so long after the one before has nothing to do with it. */
  private static final Duration UNRELATED = Duration.ofMinutes(10);

  private final ServerTraffic server;
  private final Throttle account;
  private final Waits waits;
  private final AtomicInteger progress = new AtomicInteger();
  private volatile boolean mayWait;
  private volatile boolean closed;

  private volatile boolean throttled;

  /** Guarded by this, in nanoseconds, and of use while throttled. */
  private long throttledSince;

  private long lastPause;

  /** Guarded by this. */
  private boolean connectionTaken;

  SessionTraffic(ServerTraffic server, Throttle account, Waits waits, boolean further) {
    this.server = server;
    this.account = account;
    this.waits = waits;
    this.mayWait = !further;
  }

  /**
   * Takes the session's connection from the limited number of them. It is the session's until
   * {@link #close}, also while it is lost and made again: a session that had to wait for it in the
   * midst of its work could wait for one that waits for this one.
   *
   * @throws TransientException when none is free and the session must not wait
   */
  public void takeConnection() throws StoreException {
    ConnectionPermits permits = server.connections();
    if (mayWait) {
      permits.take(waits, new Pause(limit("max-connections", "no connection is free"), NO_END));
    } else if (!permits.tryTake()) {
      throw new TransientException(limit("max-connections", "no connection is free"), null);
    }
    synchronized (this) {
      connectionTaken = true;
    }
  }

  /** The session is open: from now on it waits, even if it must not before. */
  public void opened() {
    mayWait = true;
  }

  /** Whether the session waits where it has to; else it is refused. */
  public boolean mayWait() {
    return mayWait;
  }

  /**
   * Waits until no pause is kept.
   *
   * @throws FatalException when the server has throttled for longer than the mailbox pass can wait
   * @throws TransientException when there is a pause and the session must not wait
   */
  public void await() throws StoreException {
    for (Optional<Pause> pause = pause(); pause.isPresent(); pause = pause()) {
      if (!mayWait) {
        throw new TransientException(pause.get().reason(), null);
      }
      Pause shown = pause.get();
      long end = patienceEnds();
      waits.await(shown, () -> closed || expired(end) || !pause().equals(Optional.of(shown)));
      throwIfClosed();
      pauseEnded();
      if (expired(end)) {
        throw new FatalException(
            Problem.THROTTLED,
            shown.reason()
                + ". It has done so for longer than "
                + waits.patience()
                + " (mailtrek.throttle-patience). Submit the pass again when the server is well");
      }
    }
  }

  /** Waits until a batch of messages may be sent, by pauses and limits. */
  public void admit(int messages, long bytes) throws StoreException {
    await();
    takeOfDay(bytes);
    Optional<Rate> ofMessages = server.messages();
    Optional<Rate> ofBytes = server.bytes();
    long wait =
        Math.max(
            ofMessages.map(rate -> rate.take(messages)).orElse(0L),
            ofBytes.map(rate -> rate.take(bytes)).orElse(0L));
    if (wait > 0) {
      long end = now() + wait;
      waits.await(
          "the limits of the " + server.side(),
          // Who waits for a limit that is changed goes on; what comes next goes by the new one.
          () ->
              closed
                  || expired(end)
                  || !server.messages().equals(ofMessages)
                  || !server.bytes().equals(ofBytes));
      throwIfClosed();
    }
  }

  /**
   * A time that begins now, and that nothing is sent in by who waits for its end.
   *
   * @param why what for
   */
  public Rest rest(Duration time, String why) {
    long end = now() + time.toNanos();
    return () -> {
      waits.await(why, () -> closed || expired(end));
      throwIfClosed();
    };
  }

  /** The budget is asked for anew each time: it may have been changed meanwhile. */
  private void takeOfDay(long bytes) throws StoreException {
    Optional<DayBudget> day = server.day();
    Optional<Instant> next = take(day, bytes);
    while (next.isPresent()) {
      Optional<DayBudget> asked = day;
      Instant until = next.get();
      waits.await(
          new Pause(limit("max-bytes-per-day", "the bytes of today are used up"), next),
          () ->
              closed
                  || !server.day().equals(asked)
                  || !server.clocks().wall().instant().isBefore(until));
      throwIfClosed();
      day = server.day();
      next = take(day, bytes);
    }
  }

  private static Optional<Instant> take(Optional<DayBudget> day, long bytes) throws FatalException {
    return day.isEmpty() ? NO_END : day.get().take(bytes);
  }

  private void throwIfClosed() throws TransientException {
    if (closed) {
      throw new TransientException("The session with " + server.server() + " is closed", null);
    }
  }

  private String limit(String setting, String what) {
    return "%s at the %s (mailtrek.%s.%s)".formatted(what, server.side(), server.side(), setting);
  }

  /**
   * The server asks to be left alone.
   *
   * @param all whether by everybody, not only for this account
   * @param told for how long; zero when it does not say
   * @param words what it said
   */
  public void throttled(boolean all, Duration told, String words) {
    if (!mayWait) {
      return;
    }
    Throttle throttle = all ? server.throttle() : account;
    if (throttle.begin(told, server.side() + " throttled (" + words + ")")) {
      server.countPause();
    }
  }

  /** Something was read from or written to the mailbox. */
  public void wentWell() {
    progress.incrementAndGet();
    throttled = false;
    account.wentWell();
    server.throttle().wentWell();
  }

  /** How often something {@link #wentWell}. */
  public int progress() {
    return progress.get();
  }

  /** Whether a pause is kept now. */
  public boolean paused() {
    return pause().isPresent();
  }

  private Optional<Pause> pause() {
    Optional<Pause> ofServer = server.throttle().pause();
    return ofServer.isPresent() ? ofServer : account.pause();
  }

  /** When patience is lost if nothing goes well until then. */
  private synchronized long patienceEnds() {
    if (!throttled || now() - lastPause > UNRELATED.toNanos()) {
      throttledSince = now();
    }
    throttled = true;
    lastPause = now();
    return throttledSince + waits.patience().toNanos();
  }

  private synchronized void pauseEnded() {
    lastPause = now();
  }

  private long now() {
    return server.clocks().nanos().getAsLong();
  }

  private boolean expired(long end) {
    return now() - end >= 0;
  }

  /** The most messages in a batch, so that limits leave no gaps between large ones. */
  public int batchMessages(int most) {
    return server.messages().map(rate -> Math.toIntExact(rate.batch(most))).orElse(most);
  }

  /** The most bytes in a batch. */
  public long batchBytes(long most) {
    return server.bytes().map(rate -> rate.batch(most)).orElse(most);
  }

  /** Ends all waits of the session, and gives its connection back. Does nothing the second time. */
  @Override
  public void close() {
    closed = true;
    waits.wake();
    synchronized (this) {
      if (connectionTaken) {
        connectionTaken = false;
        server.connections().giveBack();
      }
    }
  }
}
