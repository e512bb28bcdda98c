package io.mailtrek.api;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The browsers that are logged in, in memory only: they log in again after a restart. One that
 * nobody has used for a while is logged out. Safe for use by many threads.
 */
final class Sessions {
  /** More than people use at once, and too few to fill the memory. */
  static final int MOST = 100;

  private static final int BYTES = 32;

  private final Duration idleTimeout;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();

  /** The one that was not used for the longest time comes first. */
  private final Map<String, Used> byId = new LinkedHashMap<>(16, 0.75f, true);

  private record Used(Session session, long at) {}

  /**
   * @param idleTimeout how long a session lasts that nobody uses
   * @param nanoTime the time, in nanoseconds from any beginning
   */
  Sessions(Duration idleTimeout, LongSupplier nanoTime) {
    this.idleTimeout = idleTimeout;
    this.nanoTime = nanoTime;
  }

  /** How long a session lasts that nobody uses. */
  Duration idleTimeout() {
    return idleTimeout;
  }

  /** Makes one; the one that was not used for the longest time ends where there are too many. */
  synchronized Session open() {
    if (byId.size() >= MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    Session session = new Session(text(), text());
    byId.put(session.id(), new Used(session, nanoTime.getAsLong()));
    return session;
  }

  private String text() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The session with an id; empty when there is none, or it has ended. */
  synchronized Optional<Session> find(String id) {
    // Looking counts as use for the order of the map alone, which does not matter.
    Used used = byId.get(id);
    if (used != null && nanoTime.getAsLong() - used.at() > idleTimeout.toNanos()) {
      byId.remove(id);
      return Optional.empty();
    }
    return Optional.ofNullable(used).map(Used::session);
  }

  /** Somebody uses a session: it lasts longer. */
  synchronized void use(Session session) {
    byId.replace(session.id(), new Used(session, nanoTime.getAsLong()));
  }

  /** Whether a session has not ended. */
  boolean open(Session session) {
    return find(session.id()).isPresent();
  }

  /** Ends a session. */
  synchronized void close(Session session) {
    byId.remove(session.id());
  }
}
