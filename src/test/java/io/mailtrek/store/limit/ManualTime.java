package io.mailtrek.store.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A time that goes on only when a test says so, and traffic that goes by it. */
public final class ManualTime {
  /** When it begins. */
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final Map<LocalDate, Long> bytes = new ConcurrentHashMap<>();
  private final Clocks clocks = new Clocks(nanos::get, () -> START.plusNanos(nanos.get()), () -> 0);

  /** Lets time pass. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** The traffic of a server in this time, with a record of bytes that outlives it. */
  public ServerTraffic traffic(String side, ServerLimits limits) {
    return new ServerTraffic(
        side, "server", limits, (day, more) -> bytes.merge(day, more, Long::sum), clocks);
  }

  Clocks clocks() {
    return clocks;
  }
}
