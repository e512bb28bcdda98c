package io.mailtrek.pass;

import io.mailtrek.config.BlackoutHours;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.LimitLog;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The limits that may be changed while passes run, from any process: the one that runs the passes
 * keeps to a change within a second. A change outlives the process, and counts until it is taken
 * back or the setting itself is given another value. Routes use it as the bean {@code limits}. Safe
 * for use by many threads.
 */
public final class Limits {
  /** In the ledger, in place of a limit that is not set. */
  private static final long NONE = 0;

  private final LimitLog log;
  private final Supplier<Project> project;
  private final Clock clock;

  Limits(LimitLog log, Supplier<Project> project, Clock clock) {
    this.log = log;
    this.project = project;
    this.clock = clock;
  }

  /** What all limits are now; those that are not there are no limits. */
  public Map<Limit, Long> values() {
    Map<String, LimitLog.Change> changes = log.all();
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      Optional<LimitLog.Change> change = change(limit, changes);
      Optional<Long> value =
          change.isPresent()
              ? change.map(LimitLog.Change::amount).filter(amount -> amount != NONE)
              : configured(limit);
      value.ifPresent(number -> values.put(limit, number));
    }
    return values;
  }

  /** What a limit is now; empty for no limit. */
  public Optional<Long> value(Limit limit) {
    return Optional.ofNullable(values().get(limit));
  }

  /** What the configuration says; empty for no limit. */
  public Optional<Long> configured(Limit limit) {
    return limit.configured(project.get());
  }

  /** When a limit was changed; empty when it is as configured. */
  public Optional<Instant> changedAt(Limit limit) {
    return change(limit, log.all()).map(LimitLog.Change::at);
  }

  /**
   * Changes a limit. Nothing that is under way is ended.
   *
   * @param value empty for no limit; what is configured takes the change back
   * @throws IllegalArgumentException when its setting does not take the value
   */
  public void change(Limit limit, Optional<Long> value) {
    value.ifPresent(number -> limit.parse(Long.toString(number)));
    if (value.isEmpty() && limit.required()) {
      throw new IllegalArgumentException(limit.word() + " needs a number.");
    }
    Optional<Long> configured = configured(limit);
    if (value.equals(configured)) {
      log.remove(limit.word());
    } else {
      log.put(
          limit.word(),
          new LimitLog.Change(value.orElse(NONE), configured.orElse(NONE), clock.instant()));
    }
  }

  private Optional<LimitLog.Change> change(Limit limit, Map<String, LimitLog.Change> changes) {
    return Optional.ofNullable(changes.get(limit.word()))
        .filter(change -> change.inPlaceOf() == configured(limit).orElse(NONE));
  }

  /** How many mailboxes are worked on at once. */
  public int concurrentMailboxes() {
    return value(Limit.CONCURRENT_MAILBOXES).orElseThrow().intValue();
  }

  /**
   * Changes how many mailboxes are worked on at once. With a higher number queued ones begin; with
   * a lower one none begins until fewer are under way.
   *
   * @throws IllegalArgumentException when it is not a number that the setting takes
   */
  public void setConcurrentMailboxes(int number) {
    change(Limit.CONCURRENT_MAILBOXES, Optional.of((long) number));
  }

  /** The hours in which no mailbox is worked on. */
  public Optional<BlackoutHours> blackoutHours() {
    return project.get().blackoutHours();
  }

  /** When the blackout hours of this moment are over; empty when it is not in them. */
  public Optional<Instant> blackoutUntil() {
    return blackoutHours().flatMap(hours -> hours.endAt(clock.instant()));
  }
}
