package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.ScriptedEws.body;
import static io.mailtrek.store.exchange.ScriptedEws.done;
import static io.mailtrek.store.exchange.ScriptedEws.header;
import static io.mailtrek.store.exchange.ScriptedEws.login;
import static io.mailtrek.store.exchange.ScriptedEws.messages;
import static io.mailtrek.store.exchange.ScriptedEws.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of OAuth 2.0. */
class EwsLoginTest {
  private static final ScriptedEws.Answer FOUND = messages("FindItem", done("FindItem", ""));
  private static final ScriptedEws.Answer REFUSED = header(401, "WWW-Authenticate", "Bearer");

  private ScriptedEws server;
  private ScriptedEws tokens;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedEws.start();
    tokens = ScriptedEws.start();
  }

  @AfterEach
  void stop() {
    server.close();
    tokens.close();
  }

  private EwsClient client() {
    return server.client(
        "&auth=oauth2&clientId=app&scope=s%2F.default&tokenEndpoint=http://127.0.0.1:"
            + tokens.port()
            + "/token");
  }

  private static ScriptedEws.Answer token(String token, int seconds) {
    return body(
        200,
        "application/json",
        "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}"
            .formatted(seconds, token));
  }

  private List<String> shown() {
    return server.asked().stream().map(asked -> asked.header("Authorization")).toList();
  }

  @Test
  void anApplicationGetsATokenAndTakesThePartOfTheMailbox() throws Exception {
    tokens.then(token("one", 3600));
    server.then(FOUND);
    try (EwsClient client = client()) {
      client.send(request("FindItem"));
      client.send(request("FindItem"));
    }
    assertEquals(List.of("Bearer one", "Bearer one"), shown());
    assertEquals(1, tokens.asked().size());
    assertEquals(
        "grant_type=client_credentials&client_id=app&client_secret=secret&scope=s%2F.default",
        tokens.asked().get(0).body());
    assertTrue(server.asked().get(0).body().contains("<t:PrimarySmtpAddress>anna@old.example"));
  }

  @Test
  void aTokenThatEndsIsReplacedBefore() throws Exception {
    tokens.then(token("one", 0)).then(token("two", 3600));
    server.then(FOUND);
    try (EwsClient client = client()) {
      client.send(request("FindItem"));
      client.send(request("FindItem"));
      client.send(request("FindItem"));
    }
    assertEquals(List.of("Bearer one", "Bearer two", "Bearer two"), shown());
  }

  @Test
  void aTokenThatIsRefusedInTheMiddleIsReplacedAlsoForWhatWrites() throws Exception {
    tokens.then(token("one", 3600)).then(token("two", 3600)).then(token("three", 3600));
    server
        .then(FOUND)
        .then(REFUSED)
        .then(messages("CreateItem", done("CreateItem", "")))
        .then(REFUSED);
    try (EwsClient client = client()) {
      client.send(request("FindItem"));
      client.send(request("CreateItem"));
      FatalException e =
          assertThrows(FatalException.class, () -> client.send(request("CreateItem")));
      assertEquals(Problem.LOGIN_REFUSED, e.problem());
    }
    assertEquals(
        List.of("Bearer one", "Bearer one", "Bearer two", "Bearer two", "Bearer three"), shown());
  }

  @Test
  void allWhoWantATokenAtOnceGetTheSameAnswer() throws Exception {
    List<Thread> wanting = new ArrayList<>();
    Queue<StoreException> told = new ConcurrentLinkedQueue<>();
    tokens.then(
        exchange -> {
          TestProject.until(() -> wanting.stream().allMatch(EwsLoginTest::waits));
          exchange.sendResponseHeaders(400, -1);
        });
    try (EwsClient client = client()) {
      for (int i = 0; i < 3; i++) {
        wanting.add(
            new Thread(
                () ->
                    told.add(
                        assertThrows(
                            FatalException.class, () -> client.send(request("FindItem"))))));
      }
      wanting.forEach(Thread::start);
      for (Thread each : wanting) {
        each.join();
      }
    }
    assertEquals(3, told.size());
    assertEquals(1, tokens.asked().size());
  }

  /** Whether it has asked for the token, or waits for who has. */
  private static boolean waits(Thread thread) {
    return Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState())
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(ClientCredentials.class.getName()));
  }

  @Test
  void thePasswordMayBeTheToken() throws Exception {
    server.then(FOUND).then(REFUSED);
    try (EwsClient client =
        server.client("/EWS/Exchange.asmx?security=none&auth=oauth2", login("anna@old.example"))) {
      client.send(request("FindItem"));
      assertThrows(FatalException.class, () -> client.send(request("FindItem")));
    }
    assertEquals("Bearer secret", shown().get(0));
    assertFalse(server.asked().get(0).body().contains("Impersonation"));
  }

  @Test
  void aTokenIsNoneTheWorseForALineBreak() throws Exception {
    server.then(FOUND);
    Login login = new Login("änna@old.example", new Secret("token\n"), Optional.empty());
    try (EwsClient client = server.client("/EWS/Exchange.asmx?security=none&auth=oauth2", login)) {
      client.send(request("FindItem"));
    }
    assertEquals(List.of("Bearer token"), shown());
    assertEquals("", server.asked().get(0).header("X-AnchorMailbox"));
  }

  @Test
  void saysWhyThereIsNoToken() {
    tokens.then(
        body(
            400,
            "application/json",
            "{\"error\":\"invalid_client\",\"error_description\":\"Wrong secret.\"}"));
    StoreException refused = noToken();
    assertEquals(Problem.LOGIN_REFUSED, refused.problem());
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "The application app got no token from 127.0.0.1: 400 invalid_client Wrong"
                    + " secret."),
        refused.getMessage());
    assertFalse(refused.getMessage().contains("client_secret=secret"));
    tokens.then(body(503, "text/html", "busy"));
    noToken();
    assertInstanceOf(TransientException.class, noToken());
    assertEquals(0, server.asked().size());
  }

  private StoreException noToken() {
    try (EwsClient client = client()) {
      return assertThrows(StoreException.class, () -> client.send(request("CreateItem")));
    }
  }
}
