package io.mailtrek.api;

import io.mailtrek.api.EventClient.Event;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.pass.PassEngine;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/events}: server-sent events of how far passes are. A client gets where each
 * mailbox is, then what changes, twice a second; the web console gets {@link ConsoleEvents}. It
 * blocks no thread while nothing happens, and asks the ledger for changes only while there are
 * clients.
 */
final class EventStream implements Handler<RoutingContext>, AutoCloseable {
  /** Where it is. */
  static final String PATH = "/api/events";

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int CLIENTS = 50;
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int PERIODS_OF_SILENCE = 30;

  private final Supplier<PassEngine> engine;
  private final Sessions sessions;
  private final LogTail log;
  private final RateHistory rates =
      new RateHistory(PERIOD.multipliedBy(ConsoleEvents.SLOW_PERIODS));
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-events");
            thread.setDaemon(true);
            return thread;
          });

  /** These belong to the timer's thread; no changes are known while there are no clients. */
  private StatusChanges changes;

  private ConsoleEvents console;
  private int periods;

  EventStream(Supplier<PassEngine> engine, Sessions sessions, LogTail log) {
    this.engine = engine;
    this.sessions = sessions;
    this.log = log;
  }

  /** Begins to look for changes. */
  void open() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How fast passes were. */
  RateHistory rates() {
    return rates;
  }

  @Override
  public void handle(RoutingContext context) {
    if (clients.size() >= CLIENTS) {
      Gate.answer(
          context, new Problem(503, CLIENTS + " clients receive events: close one of them."));
      return;
    }
    EventClient client = new EventClient(context, clients::remove);
    clients.add(client);
    timer.execute(() -> welcome(client));
  }

  private void welcome(EventClient client) {
    try {
      if (changes == null) {
        changes = new StatusChanges(engine.get().ledger().passes());
        console = new ConsoleEvents(engine.get(), rates, log);
      }
      if (client.console()) {
        client.send(List.of(ConsoleEvents.ready()));
      } else {
        client.send(events(changes.state()));
        client.ready();
      }
    } catch (RuntimeException e) {
      LOG.debug("The state of the passes could not be sent.", e);
      client.end();
    }
  }

  private void tick() {
    try {
      if (periods % ConsoleEvents.SLOW_PERIODS == 0) {
        rates.add(RateHistory.sample(engine.get()));
      }
      send();
      periods++;
    } catch (RuntimeException e) {
      // An exception that leaves here would end the timer.
      LOG.debug("The changes of the passes could not be read.", e);
    }
  }

  private void send() {
    if (clients.isEmpty()) {
      changes = null;
      return;
    }
    if (changes == null) {
      return;
    }
    List<MailboxPassRecord> changed = changes.next();
    List<Event> states = events(changed);
    List<Event> forConsoles = console.after(changed);
    for (EventClient client : List.copyOf(clients)) {
      if (client.session().filter(session -> !sessions.open(session)).isPresent()) {
        clients.remove(client);
        client.send(List.of(new Event("session", "session-ended", "{}")));
        client.end();
        continue;
      }
      client.send(client.console() ? forConsoles : states);
      if (periods % PERIODS_OF_SILENCE == 0) {
        client.stayAwake();
      }
    }
  }

  private static List<Event> events(List<MailboxPassRecord> records) {
    return records.stream()
        .map(
            record ->
                new Event(
                    record.passId() + "-" + record.mailboxId(),
                    "mailbox-pass",
                    Answers.write(MailboxPassAnswer.of(record))))
        .toList();
  }

  /** Ends all streams. */
  @Override
  public void close() {
    timer.shutdownNow();
    clients.forEach(EventClient::end);
  }
}
