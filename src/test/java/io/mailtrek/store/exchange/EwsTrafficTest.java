package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.ScriptedEws.client;
import static io.mailtrek.store.exchange.ScriptedEws.done;
import static io.mailtrek.store.exchange.ScriptedEws.login;
import static io.mailtrek.store.exchange.ScriptedEws.messages;
import static io.mailtrek.store.exchange.ScriptedEws.request;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.store.Content;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is under way at once, and how large it may be. */
class EwsTrafficTest {
  private static final ScriptedEws.Answer FOUND = messages("FindItem", done("FindItem", ""));
  private static final int LARGE = 60 * 1024 * 1024;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ScriptedEws server;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedEws.start();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  private EwsServer shared(String parameters) {
    return EwsServer.of(
        ExchangeUri.parse("ews://127.0.0.1:" + server.port() + "?security=none" + parameters));
  }

  @Test
  void allMailboxesShareTheRequestsAtOnce() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    server.then(
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          two.countDown();
          await(two);
          now.decrementAndGet();
          FOUND.to(exchange);
        });
    EwsServer shared = shared("&atOnce=2");
    List<Future<EwsAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      EwsClient client = client(shared, login("user" + i % 3 + "@old.example"));
      answers.add(threads.submit(() -> client.send(request("FindItem"))));
    }
    for (Future<EwsAnswer> answer : answers) {
      assertTrue(answer.get().messages().get(0).success());
    }
    assertEquals(2, most.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndWhatWaits() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/xml");
          exchange.sendResponseHeaders(200, 0);
          String begun = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">";
          exchange.getResponseBody().write(begun.getBytes(US_ASCII));
          exchange.getResponseBody().flush();
          arrived.countDown();
          server.untilClosed();
        });
    EwsClient client = client(shared("&atOnce=1"), login("anna@old.example"));
    Future<EwsAnswer> underWay = threads.submit(() -> client.send(request("FindItem")));
    await(arrived);
    Future<EwsAnswer> waiting = threads.submit(() -> client.send(request("CreateItem")));
    client.close();
    for (Future<EwsAnswer> ended : List.of(underWay, waiting)) {
      ExecutionException e = assertThrows(ExecutionException.class, ended::get);
      assertInstanceOf(TransientException.class, e.getCause());
      assertTrue(e.getCause().getMessage().contains("is closed"), e.getCause().getMessage());
    }
    assertEquals(1, server.asked().size());
  }

  @Test
  void largeContentsGoBothWays() throws Exception {
    byte[] bytes = new byte[LARGE];
    new Random(7).nextBytes(bytes);
    AtomicReference<byte[]> received = new AtomicReference<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> exchange(exchange, bytes, received));
    http.start();
    EwsServer large =
        EwsServer.of(
            ExchangeUri.parse("ews://127.0.0.1:" + http.getAddress().getPort() + "?security=none"));
    try (EwsClient client = client(large, login("anna@old.example"))) {
      XmlNode data = new XmlNode(Ews.message("Data"));
      XmlNode upload = new XmlNode(Ews.message("UploadItems"));
      upload.add(data);
      client.send(new EwsRequest(upload, Map.of(data, Content.of(bytes))));
      assertArrayEquals(bytes, received.getAndSet(new byte[0]));
      for (String path : List.of("ExportItems", "GetAttachment")) {
        EwsAnswer answer = client.send(request(path));
        XmlNode element = answer.messages().get(0).element().child(Ews.message("Data")).get();
        Content content = answer.content(element).orElseThrow();
        assertEquals(LARGE, content.size());
        assertTrue(content.endsLike(0, Content.of(bytes), 0));
      }
    } finally {
      http.stop(0);
    }
  }

  /** Takes a stream, or gives one; only to ExportItems with its length. */
  private static void exchange(
      HttpExchange exchange, byte[] bytes, AtomicReference<byte[]> received) throws IOException {
    try (exchange) {
      String operation =
          exchange.getRequestHeaders().getFirst("SOAPAction").replaceAll(".*/|\"", "");
      String[] around = around(operation);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      if (operation.equals("UploadItems")) {
        received.set(uploaded(exchange.getRequestBody()));
        byte[] answer = (around[0] + around[1]).getBytes(US_ASCII);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      exchange.getRequestBody().readAllBytes();
      long length = around[0].length() + around[1].length() + (bytes.length + 2L) / 3 * 4;
      exchange.sendResponseHeaders(200, operation.equals("ExportItems") ? length : 0);
      OutputStream out = exchange.getResponseBody();
      out.write(around[0].getBytes(US_ASCII));
      Content content = Content.of(bytes);
      try (InputStream base64 = new Base64Stream(content)) {
        base64.transferTo(out);
      }
      out.write(around[1].getBytes(US_ASCII));
    }
  }

  private static String[] around(String operation) {
    return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><m:%1$sResponse xmlns:m='%2$s'><m:ResponseMessages><m:%1$sResponseMessage ResponseClass='Success'><m:Data>#</m:Data><m:ResponseCode>NoError</m:ResponseCode></m:%1$sResponseMessage></m:ResponseMessages></m:%1$sResponse></s:Body></s:Envelope>"
        .formatted(operation, Ews.MESSAGES)
        .split("#");
  }

  private static byte[] uploaded(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    in.transferTo(text);
    String xml = text.toString(US_ASCII);
    return Base64.getDecoder()
        .decode(xml.substring(xml.indexOf("<m:Data>") + 8, xml.indexOf("</m:Data>")));
  }
}
