package io.mailtrek.manage;

import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Activity;
import io.mailtrek.pass.Endpoints;
import io.mailtrek.pass.Flow;
import io.mailtrek.pass.Meter;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassListener;
import io.mailtrek.store.ErrorClass;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Pause;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.ServerTraffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What passes do, as metrics. Counts begin at 0 with the process. No metric names a mailbox. Safe
 * for use by many threads.
 */
final class PassMetrics implements Meter, PassListener {
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1)
  };

  private final MeterRegistry registry;
  private final Map<PassType, Map<Outcome, Counter>> items = new EnumMap<>(PassType.class);
  private final Map<PassType, Counter> bytes = new EnumMap<>(PassType.class);
  private final Timer read;
  private final Timer written;

  PassMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (PassType type : PassType.values()) {
      Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        outcomes.put(
            outcome,
            Counter.builder("mailtrek.items")
                .description("Items by what became of them")
                .tag("pass", type.word())
                .tag("outcome", word(outcome))
                .register(registry));
      }
      items.put(type, outcomes);
      bytes.put(
          type,
          Counter.builder("mailtrek.migrated")
              .description("The size of the items that were written to the destination")
              .baseUnit("bytes")
              .tag("pass", type.word())
              .register(registry));
    }
    // A rate is right from the first event on only where the count was seen at 0 before.
    List.of(TransientException.class, PermanentException.class, FatalException.class)
        .forEach(cause -> failedAttempts(cause));
    Stream.of(Problem.values())
        .filter(problem -> problem.errorClass() == ErrorClass.ITEM_PERMANENT)
        .forEach(this::errors);
    Stream.of(MailboxPassStatus.values())
        .filter(MailboxPassStatus::finished)
        .forEach(status -> ended(status));
    read = timer("mailtrek.source.read", "How long the source took to give an item");
    written =
        timer(
            "mailtrek.destination.write",
            "How long an item took from the queue of the destination to its confirmation");
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void items(PassType type, Outcome outcome, long number, long size) {
    items.get(type).get(outcome).increment((double) number);
    if (size > 0) {
      bytes.get(type).increment((double) size);
    }
  }

  @Override
  public void attemptFailed(Throwable cause) {
    failedAttempts(cause.getClass()).increment();
  }

  private Counter failedAttempts(Class<?> cause) {
    return Counter.builder("mailtrek.failed.attempts")
        .description("Attempts to move an item that failed; most are tried again")
        .tag("class", cause.getSimpleName())
        .register(registry);
  }

  @Override
  public void read(long nanos) {
    read.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void written(long nanos) {
    written.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void itemsFailed(List<Failure> failures) {
    for (Failure failure : failures) {
      errors(failure.problem().orElse(Problem.STEP_FAILED)).increment();
    }
  }

  private Counter errors(Problem problem) {
    return Counter.builder("mailtrek.errors")
        .description("Items that came into the list of errors")
        .tag("class", problem.errorClass().word())
        .tag("problem", problem.word())
        .register(registry);
  }

  @Override
  public void statusChanged(MailboxPassRecord mailboxPass) {
    if (mailboxPass.status().finished()) {
      ended(mailboxPass.status()).increment();
    }
  }

  private Counter ended(MailboxPassStatus status) {
    return Counter.builder("mailtrek.mailbox.passes.ended")
        .description("Mailbox passes that ended")
        .tag("status", word(status))
        .register(registry);
  }

  /** Shows from now on what the engine is doing. */
  void watch(PassEngine engine, Endpoints endpoints) {
    gauge(engine, "mailtrek.active.mailboxes", "Mailboxes that are worked on", List::size);
    gauge(
        engine,
        "mailtrek.paused.mailboxes",
        "Mailboxes that wait for a server or a limit",
        active -> active.stream().filter(each -> each.pause().isPresent()).count());
    flow(engine, "mailtrek.window.items", "Items in flight", Flow::items);
    flow(engine, "mailtrek.window.items.limit", "Items that may be in flight", Flow::itemLimit);
    flow(engine, "mailtrek.window.bytes", "The size of the items in flight", Flow::bytes);
    flow(engine, "mailtrek.window.bytes.limit", "Bytes that may be in flight", Flow::byteLimit);
    for (MailboxPassStatus status : MailboxPassStatus.UNFINISHED) {
      Gauge.builder("mailtrek.mailbox.passes", engine, e -> count(e, status))
          .description("Mailbox passes that have not ended")
          .tag("status", word(status))
          .register(registry);
    }
    endpoints.sourceTraffic().forEach(this::watch);
    endpoints.destinationTraffic().forEach(this::watch);
    engine.addListener(this);
  }

  private void flow(
      PassEngine engine, String name, String description, ToDoubleFunction<Flow> value) {
    gauge(
        engine,
        name,
        description,
        active ->
            value.applyAsDouble(active.stream().map(Activity::flow).reduce(Flow.NONE, Flow::plus)));
  }

  private void gauge(
      PassEngine engine, String name, String description, ToDoubleFunction<List<Activity>> value) {
    Gauge.builder(name, engine, e -> value.applyAsDouble(e.activities()))
        .description(description)
        .register(registry);
  }

  private static double count(PassEngine engine, MailboxPassStatus status) {
    return engine.ledger().passes().countByStatus().getOrDefault(status, 0L);
  }

  private void watch(ServerTraffic traffic) {
    Gauge.builder("mailtrek.connections", traffic, ServerTraffic::openConnections)
        .description("Open connections")
        .tag("side", traffic.side())
        .tag("server", traffic.server())
        .register(registry);
    Gauge.builder("mailtrek.backoff", traffic, PassMetrics::secondsLeft)
        .description("How long the longest pause that the server asked for still lasts")
        .baseUnit("seconds")
        .tag("side", traffic.side())
        .tag("server", traffic.server())
        .register(registry);
    FunctionCounter.builder("mailtrek.server.pauses", traffic, ServerTraffic::pauses)
        .description("How often the server asked to be left alone")
        .tag("side", traffic.side())
        .tag("server", traffic.server())
        .register(registry);
  }

  private static double secondsLeft(ServerTraffic traffic) {
    return traffic
        .longestPause()
        .flatMap(Pause::until)
        .map(end -> Math.max(0, Duration.between(Instant.now(), end).toMillis() / 1000.0))
        .orElse(0.0);
  }
}
