package io.mailtrek.pass;

import io.mailtrek.ledger.PassLog;
import io.mailtrek.store.Pause;
import io.mailtrek.store.limit.ServerTraffic;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps passes to the limits of the moment: how many mailboxes are worked on at once, and how fast.
 * In blackout hours none begins, and those that are queued show why. Safe for use by many threads.
 */
final class Pace {
  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

  private final Limits limits;
  private final Slots slots;
  private final ServerTraffic source;
  private final ServerTraffic destination;
  private final PassLog log;

  /** An earlier process may have left pauses behind. */
  private boolean paused = true;

  Pace(Limits limits, Slots slots, ServerTraffic source, ServerTraffic destination, PassLog log) {
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
    source.limitRates(
        limits.value(Limit.SOURCE_MESSAGES_PER_SECOND),
        limits.value(Limit.SOURCE_BYTES_PER_SECOND));
    destination.limitRates(
        limits.value(Limit.DESTINATION_MESSAGES_PER_SECOND),
        limits.value(Limit.DESTINATION_BYTES_PER_SECOND));
    Optional<Instant> blackoutUntil = limits.blackoutUntil();
    set(blackoutUntil.isPresent() ? 0 : limits.concurrentMailboxes());
    if (blackoutUntil.isPresent() || paused) {
      log.pauseQueued(blackoutUntil.map(until -> new Pause(reason(), Optional.of(until))));
      paused = blackoutUntil.isPresent();
    }
    return blackoutUntil.isPresent();
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
