package io.mailtrek.demo.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A server that speaks Exchange Web Services as of Exchange 2013 SP1, in this process, on a free
 * port of 127.0.0.1, with all in memory. Users log in by Basic authentication or by a token that
 * {@code /oauth2/token} gives. It is no Exchange: it does what its tests say.
 */
public final class ExchangeServer implements AutoCloseable {
  static {
    // Else each answer on a connection that is used again waits 40 ms for the client's system.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExchangeOrganization organization = new ExchangeOrganization();
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "exchange-server");
            thread.setDaemon(true);
            return thread;
          });

  private ExchangeServer(HttpServer server, UnaryOperator<ExchangeHandler> around) {
    this.server = server;
    ExchangeHandler handler = around.apply(new FrontDoor(organization, this::url));
    server.createContext("/", exchange -> answer(exchange, handler));
    server.setExecutor(threads);
    server.start();
  }

  /** Starts a server without mailboxes. */
  public static ExchangeServer start() throws IOException {
    return start(UnaryOperator.identity());
  }

  /**
   * Starts a server without mailboxes.
   *
   * @param around makes a handler around the server's own
   */
  public static ExchangeServer start(UnaryOperator<ExchangeHandler> around) throws IOException {
    return start(HttpServer.create(), around);
  }

  /**
   * Starts a server without mailboxes.
   *
   * @param unbound what speaks HTTP, or HTTP over TLS; it has no address yet
   * @param around makes a handler around the server's own
   */
  public static ExchangeServer start(HttpServer unbound, UnaryOperator<ExchangeHandler> around)
      throws IOException {
    unbound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return new ExchangeServer(unbound, around);
  }

  /** What it holds, and what was asked of it. */
  public ExchangeOrganization organization() {
    return organization;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How a project names this server. */
  public String uri() {
    String plain = server instanceof HttpsServer ? "" : "?security=none";
    return "ews://127.0.0.1:" + port() + FrontDoor.EWS + plain;
  }

  /** Where it answers to operations. */
  public String url() {
    return (server instanceof HttpsServer ? "https" : "http")
        + "://127.0.0.1:"
        + port()
        + FrontDoor.EWS;
  }

  private static void answer(HttpExchange exchange, ExchangeHandler handler) {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Optional<Xml> soap = Optional.empty();
      if (path.equalsIgnoreCase(FrontDoor.EWS) && body.length > 0) {
        soap = parse(body);
      }
      ExchangeReply reply =
          handler.handle(
              new ExchangeRequest(exchange.getRequestMethod(), path, headers, body, soap));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] answer = reply.body();
      exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer, 0, Math.min(answer.length, reply.cutAfter()));
      if (reply.cutAfter() < answer.length) {
        exchange.getResponseBody().flush();
      }
    } catch (IOException e) {
      // The client has gone, or is to get no answer: the exchange is closed without one.
    }
  }

  private static Optional<Xml> parse(byte[] body) {
    try {
      return Optional.of(Xml.parse(body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
