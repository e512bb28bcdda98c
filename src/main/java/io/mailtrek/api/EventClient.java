package io.mailtrek.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One that receives events. What a slow one has not taken yet is kept by subject, the newest of
 * each, so that it misses states but never the last one, and memory stays bounded. Safe for use by
 * many threads.
 */
final class EventClient {
  private final Context context;
  private final HttpServerResponse response;
  private final Optional<Session> session;
  private final boolean console;
  private final Map<String, Event> waiting = new LinkedHashMap<>();

  /**
   * Something that has happened.
   *
   * @param subject what it is about: a newer event replaces it
   * @param name the kind of event
   * @param data the text, on one line
   */
  record Event(String subject, String name, String data) {}

  /**
   * Begins to answer.
   *
   * @param gone is told when the client has left
   */
  EventClient(RoutingContext request, Consumer<EventClient> gone) {
    context = request.vertx().getOrCreateContext();
    response = request.response();
    session = Optional.ofNullable(request.get(Session.OF_REQUEST));
    console = "1".equals(request.request().getParam("console"));
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .closeHandler(closed -> gone.accept(this))
        .exceptionHandler(failure -> gone.accept(this))
        .drainHandler(drained -> flush());
  }

  /** The log-in that it comes from; empty for one that has shown the token. */
  Optional<Session> session() {
    return session;
  }

  /** Whether it is the web console. */
  boolean console() {
    return console;
  }

  /** Sends events, or keeps them until the client has taken those before. */
  void send(List<Event> events) {
    synchronized (waiting) {
      for (Event event : events) {
        waiting.remove(event.subject());
        waiting.put(event.subject(), event);
      }
    }
    context.runOnContext(now -> flush());
  }

  /** Tells that the state is complete, and what follows are changes. */
  void ready() {
    send(List.of(new Event("ready", "ready", "{}")));
  }

  /** A comment, which keeps proxies from closing the stream and finds out who has left. */
  void stayAwake() {
    context.runOnContext(now -> write(":\n\n"));
  }

  /** Ends the stream; the client may come back. */
  void end() {
    context.runOnContext(
        now -> {
          if (!response.ended()) {
            var unused = response.end();
          }
        });
  }

  private void flush() {
    StringBuilder text = new StringBuilder();
    synchronized (waiting) {
      if (response.writeQueueFull()) {
        return;
      }
      for (Event event : waiting.values()) {
        text.append("event: ").append(event.name()).append('\n');
        text.append("data: ").append(event.data()).append("\n\n");
      }
      waiting.clear();
    }
    if (!text.isEmpty()) {
      write(text.toString());
    }
  }

  private void write(String text) {
    if (!response.ended() && !response.closed()) {
      var unused = response.write(text);
    }
  }
}
