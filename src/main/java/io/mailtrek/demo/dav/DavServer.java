package io.mailtrek.demo.dav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
 * A CalDAV and CardDAV server in this process, on a free port of 127.0.0.1, with all in memory.
 * Users log in by Basic authentication.
 */
public final class DavServer implements AutoCloseable {
  static {
    // Else each answer on a connection that is used again waits 40 ms for the client's system.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final DavTree tree = new DavTree();
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "dav-server");
            thread.setDaemon(true);
            return thread;
          });

  private DavServer(HttpServer server, UnaryOperator<DavHandler> around) {
    this.server = server;
    DavHandler handler = around.apply(new Authentication(tree, new DavService(tree)));
    server.createContext("/", exchange -> answer(exchange, handler));
    server.setExecutor(threads);
    server.start();
  }

  /** Starts a server without users. */
  public static DavServer start() throws IOException {
    return start(UnaryOperator.identity());
  }

  /**
   * Starts a server without users.
   *
   * @param around makes a handler around the server's own
   */
  public static DavServer start(UnaryOperator<DavHandler> around) throws IOException {
    return start(HttpServer.create(), around);
  }

  /**
   * Starts a server without users.
   *
   * @param unbound what speaks HTTP, or HTTP over TLS; it has no address yet
   * @param around makes a handler around the server's own
   */
  public static DavServer start(HttpServer unbound, UnaryOperator<DavHandler> around)
      throws IOException {
    unbound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return new DavServer(unbound, around);
  }

  /** What it holds. */
  public DavTree tree() {
    return tree;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How a project names this server. */
  public String uri() {
    return "dav://127.0.0.1:" + port() + "?security=none";
  }

  private static void answer(HttpExchange exchange, DavHandler handler) {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      DavRequest request =
          new DavRequest(
              exchange.getRequestMethod(),
              DavPath.parse(exchange.getRequestURI().getRawPath()),
              headers,
              exchange.getRequestBody().readAllBytes(),
              Optional.empty());
      DavReply reply = handler.handle(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      if (request.method().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", "" + reply.body().length);
        exchange.sendResponseHeaders(reply.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (IOException e) {
      // The client has gone, or is to get no answer: the exchange is closed without one.
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
