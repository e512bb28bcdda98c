package io.mailtrek.store.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Waits;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.limit.ServerTraffic;
import io.mailtrek.store.xml.XmlNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server that gives the answers which a test has told it, one after the other. */
final class ScriptedEws implements AutoCloseable {
  private static final String SUCCESS =
      "<m:%1$sResponseMessage ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>%2$s"
          + "</m:%1$sResponseMessage>";

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** Answers one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** A request that came. */
  record Asked(String path, Headers headers, String body) {
    String header(String name) {
      return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }

    long contentLength() {
      return Long.parseLong(header("Content-Length"));
    }
  }

  private ScriptedEws(HttpServer http) {
    this.http = http;
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  static ScriptedEws start() throws IOException {
    return start(HttpServer.create());
  }

  /** With a server that is not bound yet. */
  static ScriptedEws start(HttpServer unbound) throws IOException {
    unbound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return new ScriptedEws(unbound);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
      Answer answer;
      synchronized (answers) {
        answer = answers.size() > 1 ? answers.remove() : answers.element();
      }
      answer.to(exchange);
    }
  }

  /** Adds an answer to those that come next; the last one is given again and again. */
  ScriptedEws then(Answer answer) {
    synchronized (answers) {
      answers.add(answer);
    }
    return this;
  }

  int port() {
    return http.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  EwsClient client(String parameters) {
    return client("/EWS/Exchange.asmx?security=none" + parameters, login("anna@old.example"));
  }

  /** A client for a path with parameters. */
  EwsClient client(String path, Login login) {
    return client(EwsServer.of(ExchangeUri.parse("ews://127.0.0.1:" + port() + path)), login);
  }

  static EwsClient client(EwsServer server, Login login) {
    ServerTraffic traffic = ServerTraffic.unlimited("source", server.uri().server());
    return server.client(
        login, traffic.session(ExchangeUri.mailbox(login), new Waits(Waits.PATIENCE), false));
  }

  static Login login(String name) {
    return new Login(name, new Secret("secret"), Optional.empty());
  }

  /** An operation without anything in it. */
  static EwsRequest request(String operation) {
    return EwsRequest.of(new XmlNode(Ews.message(operation)));
  }

  /** Answers with bytes whose number is told. */
  static Answer body(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  static Answer body(int status, String type, String body) {
    return body(status, type, body.getBytes(UTF_8));
  }

  /** Answers without a body, but with a header. */
  static Answer header(int status, String name, String... values) {
    return exchange -> {
      exchange.getResponseHeaders().put(name, List.of(values));
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static Answer soap(int status, String body) {
    return body(
        status,
        "text/xml; charset=utf-8",
        "<?xml version='1.0' encoding='utf-8'?><s:Envelope"
            + " xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header/><s:Body>"
            + body
            + "</s:Body></s:Envelope>");
  }

  /** Messages of an operation. */
  static Answer messages(String operation, String... messages) {
    return soap(
        200,
        "<m:%1$sResponse xmlns:m='%2$s' xmlns:t='%3$s'><m:ResponseMessages>%4$s</m:ResponseMessages></m:%1$sResponse>"
            .formatted(operation, Ews.MESSAGES, Ews.TYPES, String.join("", messages)));
  }

  static String done(String operation, String inside) {
    return SUCCESS.formatted(operation, inside);
  }

  static String failed(String operation, String code, String xml) {
    return "<m:%1$sResponseMessage ResponseClass='Error'><m:MessageText>Text.</m:MessageText><m:ResponseCode>%2$s</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>%3$s</m:%1$sResponseMessage>"
        .formatted(operation, code, xml);
  }

  /** That a server is to be left alone for a time. */
  static String backOff(int milliseconds) {
    return "<m:MessageXml xmlns:m='%s'><t:Value xmlns:t='%s' Name='BackOffMilliseconds'>%d</t:Value></m:MessageXml>"
        .formatted(Ews.MESSAGES, Ews.TYPES, milliseconds);
  }

  static Answer fault(int status, String code, String detail) {
    return soap(
        status,
        "<s:Fault><faultcode xmlns:a='%1$s'>a:%2$s</faultcode><faultstring>Said.</faultstring><detail><e:ResponseCode xmlns:e='http://schemas.microsoft.com/exchange/services/2006/errors'>%2$s</e:ResponseCode><e:Message xmlns:e='http://schemas.microsoft.com/exchange/services/2006/errors'>Said.</e:Message>%3$s</detail></s:Fault>"
            .formatted(Ews.TYPES, code, detail));
  }

  /** Keeps an answer open until the server is closed. */
  void untilClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
