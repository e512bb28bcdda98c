package io.mailtrek.pass;

import io.mailtrek.ledger.PassLog;
import io.mailtrek.store.Pause;
import io.mailtrek.store.limit.ServerTraffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps passes to the limits of the moment: how many mailboxes are worked on at once, and how fast.
 * In blackout hours none begins, and those that are queued show why. Safe for use by many threads.
 */
final class Regulator {
  private static final Logger LOG = LoggerFactory.getLogger(Regulator.class);

  private final Limits limits;
  private final Slots slots;
  private final List<ServerTraffic> source;
  private final List<ServerTraffic> destination;
  private final PassLog log;

  /** An earlier process may have left pauses behind. */
  private boolean paused = true;

  Regulator(
      Limits limits,
      Slots slots,
      List<ServerTraffic> source,
      List<ServerTraffic> destination,
      PassLog log) {
    this.limits = limits;
    this.slots = slots;
    this.source = source;
    this.destination = destination;
    this.log = log;
  }

  /**
   * To be called every now and then.
   *
   * @return whether what is under way has to wait for the end of the blackout hours
   */
  synchronized boolean keep() {
    Map<Limit, Long> values = limits.values();
    limitRates(source, values, Limit.SOURCE_MESSAGES_PER_SECOND, Limit.SOURCE_BYTES_PER_SECOND);
    limitRates(
        destination,
        values,
        Limit.DESTINATION_MESSAGES_PER_SECOND,
        Limit.DESTINATION_BYTES_PER_SECOND);
    Optional<Instant> blackoutUntil = limits.blackoutUntil();
    set(blackoutUntil.isPresent() ? 0 : values.get(Limit.CONCURRENT_MAILBOXES).intValue());
    if (blackoutUntil.isPresent() || paused) {
      log.pauseQueued(blackoutUntil.map(until -> new Pause(reason(), Optional.of(until))));
      paused = blackoutUntil.isPresent();
    }
    return blackoutUntil.isPresent();
  }

  private static void limitRates(
      List<ServerTraffic> servers, Map<Limit, Long> values, Limit messages, Limit bytes) {
    servers.forEach(
        traffic ->
            traffic.limitRates(
                Optional.ofNullable(values.get(messages)), Optional.ofNullable(values.get(bytes))));
  }

  private void set(int number) {
    if (slots.limit() != number) {
      slots.limit(number);
      LOG.info(
          number == 0
              ? "Blackout hours: what is under way ends its items in flight and waits."
              : "Mailboxes worked on at once from now on: {}.",
          number);
    }
  }

  private String reason() {
    return limits.blackoutHours().map(hours -> "blackout hours (" + hours + ")").orElse("");
  }
}
