package io.mailtrek.api;

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
 * mailbox is, then what changes, twice a second. It blocks no thread while nothing happens, and
 * asks the ledger only while there are clients.
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
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-events");
            thread.setDaemon(true);
            return thread;
          });

  /** Both belong to the timer's thread; no changes are known while there are no clients. */
  private StatusChanges changes;

  private int periods;

  EventStream(Supplier<PassEngine> engine, Sessions sessions) {
    this.engine = engine;
    this.sessions = sessions;
    var unused =
        timer.scheduleWithFixedDelay(
            this::send, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
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
      }
      client.send(events(changes.state()));
      client.ready();
    } catch (RuntimeException e) {
      LOG.debug("The state of the passes could not be sent.", e);
      client.end();
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
    try {
      List<EventClient.Event> events = events(changes.next());
      periods = (periods + 1) % PERIODS_OF_SILENCE;
      for (EventClient client : List.copyOf(clients)) {
        if (client.session().filter(session -> !sessions.open(session)).isPresent()) {
          clients.remove(client);
          client.send(List.of(new EventClient.Event("session", "session-ended", "{}")));
          client.end();
          continue;
        }
        client.send(events);
        if (periods == 0) {
          client.stayAwake();
        }
      }
    } catch (RuntimeException e) {
      // An exception that leaves here would end the timer.
      LOG.debug("The changes of the passes could not be read.", e);
    }
  }

  private static List<EventClient.Event> events(List<MailboxPassRecord> records) {
    return records.stream()
        .map(
            record ->
                new EventClient.Event(
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
