package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.RawImap;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole passes whose notifications arrive at a mail server and at a web server. */
class NotificationTest {
  private static final String USER = "anna";
  private static final String KEY = "key-of-the-webhook";
  private static final String SECRET_PATH = "/hook/s3cret";

  private final GreenMail source = EmbeddedImap.start(USER);
  private final GreenMail destination = EmbeddedImap.start(USER);
  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer web;
  private volatile int answer = 204;
  private TestProject project;

  private record Request(String method, String path, String type, String signature, String body) {}

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    smtp.start();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", this::take);
    web.start();
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    Files.copy(Path.of("config/notify-mail.txt"), home.resolve("config/notify-mail.txt"));
    for (String route : List.of("notify-mail.camel.yaml", "notify-webhook.camel.yaml")) {
      project.editRoute(route, "\"2000\"", "\"1\"");
    }
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(List.of(hostileMessage(1), hostileMessage(2)));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    web.stop(0);
    smtp.stop();
    source.stop();
    destination.stop();
  }

  @Test
  void anEmailTellsTheEndOfAPass() throws Exception {
    mail("none");

    project.full();
    project.close();

    MimeMessage[] received = smtp.getReceivedMessages();
    assertEquals(1, received.length);
    assertEquals(
        "MailTrek test: The full pass (number 1) has ended: Completed", received[0].getSubject());
    assertEquals("ops@example.org", received[0].getAllRecipients()[0].toString());
    assertEquals("mailtrek@example.org", received[0].getFrom()[0].toString());
    String text = GreenMailUtil.getBody(received[0]);
    assertTrue(text.contains("listed 2 = 2 migrated"), text);
  }

  @Test
  void nothingOfAnItemIsInAnEmail() throws Exception {
    mail("none");
    failEveryItem();

    project.full();
    project.close();

    for (MimeMessage message : smtp.getReceivedMessages()) {
      String whole = GreenMailUtil.getWholeMessage(message);
      for (String hostile : List.of("Hostile", "hostile", "mail.smtp", "Camel", "MailTrekPass")) {
        assertFalse(whole.contains(hostile), whole);
      }
    }
    assertEquals(2, smtp.getReceivedMessages().length);
  }

  @Test
  void anEmailTellsTheFirstErrorOnly() throws Exception {
    mail("none");
    failEveryItem();

    assertEquals(2, project.full().get(0).counts().failed());
    project.close();

    List<String> subjects = subjects();
    assertEquals(2, subjects.size(), subjects.toString());
    assertTrue(subjects.get(0).contains("The first error"), subjects.toString());
    assertTrue(subjects.get(1).endsWith("Completed with 2 errors"), subjects.toString());
  }

  @Test
  void anEmailTellsAMailboxThatFailed() throws Exception {
    mail("none");
    Files.delete(project.home().resolve("routes/full.camel.yaml"));

    assertEquals(MailboxPassStatus.FAILED, project.full().get(0).status());
    project.close();

    List<String> subjects = subjects();
    assertEquals(2, subjects.size(), subjects.toString());
    assertTrue(subjects.get(0).endsWith("has ended: Failed"), subjects.toString());
    assertTrue(subjects.get(1).contains("anna@example.org has failed"), subjects.toString());
  }

  @Test
  void theMailServerIsLoggedInTo() throws Exception {
    smtp.setUser("ops@example.org", "sender", "right");
    smtp.getUserManager().setAuthRequired(true);
    mail("none");
    project.set("mailtrek.notify.mail.username", "sender");
    project.set("mailtrek.notify.mail.password", "right");

    project.full();
    project.close();

    assertEquals(1, smtp.getReceivedMessages().length);
  }

  @Test
  void aMailServerWithoutTlsGetsNothing() throws Exception {
    mail("tls");

    assertEquals(MailboxPassStatus.COMPLETED, project.full().get(0).status());
    project.close();

    assertEquals(0, smtp.getReceivedMessages().length);
  }

  @Test
  void aWebhookGetsSignedJson() throws Exception {
    webhook();

    project.full();
    project.close();

    assertEquals(1, requests.size());
    Request request = requests.get(0);
    assertEquals("POST", request.method());
    assertEquals(SECRET_PATH, request.path());
    assertEquals("application/json", request.type());
    assertEquals(signature(request.body()), request.signature());
    JsonNode json = new ObjectMapper().readTree(request.body());
    assertEquals("pass-ended", json.path("event").asText());
    assertEquals(2, json.path("migrated").asLong());
  }

  @Test
  void aWebhookThatIsDownChangesNothingAndIsTriedAgain() throws Exception {
    webhook();
    answer = 500;

    assertEquals(MailboxPassStatus.COMPLETED, project.full().get(0).status());
    project.close();

    assertEquals(3, requests.size());
  }

  @Test
  void notificationsComeInTheOrderOfWhatHappened() throws Exception {
    mail("none");
    webhook();
    failEveryItem();
    project.set("mailtrek.max-item-failures", "1");

    assertEquals(MailboxPassStatus.FAILED, project.full().get(0).status());
    project.close();

    List<String> events = new ArrayList<>();
    for (Request request : requests) {
      events.add(new ObjectMapper().readTree(request.body()).path("event").asText());
    }
    assertEquals(List.of("first-error", "mailbox-failed", "pass-ended"), events);
    assertEquals(3, smtp.getReceivedMessages().length);
  }

  @Test
  void onlyTheEventsThatAreSetAreTold() throws Exception {
    webhook();
    project.set("mailtrek.notify.events", "mailbox-failed");

    project.full();
    project.close();

    assertEquals(List.of(), requests);
  }

  @Test
  void aRouteOfTheUsersGetsThemWithoutASetting() throws Exception {
    Files.writeString(
        project.home().resolve("routes/notify-file.camel.yaml"),
        """
        - route:
            id: notify-file
            from:
              uri: seda:notifications-file
              steps:
                - setHeader:
                    name: CamelHttpMethod
                    expression:
                      constant:
                        expression: POST
                - setBody:
                    expression:
                      simple:
                        expression: "${header.MailTrekEvent} of pass ${header.MailTrekPass}"
                - to:
                    uri: http://127.0.0.1:PORT/own
        """
            .replace("PORT", Integer.toString(web.getAddress().getPort())));

    project.full();
    project.close();

    assertEquals(List.of("pass-ended of pass 1"), requests.stream().map(Request::body).toList());
  }

  private void mail(String security) throws IOException {
    project.set("mailtrek.notify.mail.to", "ops@example.org");
    project.set("mailtrek.notify.mail.from", "mailtrek@example.org");
    project.set("mailtrek.notify.mail.server", "smtp://127.0.0.1:" + smtp.getSmtp().getPort());
    project.set("mailtrek.notify.mail.security", security);
  }

  private void webhook() throws IOException {
    project.set(
        "mailtrek.notify.webhook.url",
        "http://127.0.0.1:" + web.getAddress().getPort() + SECRET_PATH);
    project.set("mailtrek.notify.webhook.secret", KEY);
  }

  private void failEveryItem() throws IOException {
    project.editRoute(
        "full.camel.yaml",
        "expression: sizeFilter",
        """
        expression: sizeFilter
                                steps:
                                  - throwException:
                                      exceptionType: io.mailtrek.store.PermanentException
                                      message: It can not be stored
                            - filter:
                                id: never-reached
                                expression:
                                  ref:
                                    expression: sizeFilter\
        """);
  }

  /** In alphabetical order, as the server does not keep theirs. */
  private List<String> subjects() {
    return Arrays.stream(smtp.getReceivedMessages())
        .map(
            message -> {
              try {
                return message.getSubject();
              } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .sorted()
        .toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("X-MailTrek-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private static String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A message whose header tries to become the notification's. */
  private static SampleMessage hostileMessage(int number) {
    String text =
        "Message-ID: <"
            + number
            + "@example.org>\r\nSubject: Hostile subject\r\nTo: hostile@example.org\r\n"
            + "mail.smtp.host: hostile.example.org\r\nCamelHttpUri: http://hostile.example.org/\r\n"
            + "X-Hostile: yes\r\n\r\nText\r\n";
    return new SampleMessage(
        "INBOX",
        List.of(),
        OffsetDateTime.parse("2024-03-05T09:30:00+01:00").plusDays(number),
        text.getBytes(StandardCharsets.US_ASCII));
  }
}
