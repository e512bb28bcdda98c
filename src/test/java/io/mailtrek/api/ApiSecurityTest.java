package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from the API. */
class ApiSecurityTest {
  private static final String CANARY = "c4nary-in-the-mine";

  @TempDir private static Path home;

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    TestKeyStore.make(home.resolve("trust.p12"), CANARY + "2");
    TestProject project =
        new TestProject(home, "imap://127.0.0.1:1", "imap://127.0.0.1:2", "anna")
            .set("mailtrek.retry.first-delay-ms", "1")
            .set("mailtrek.retry.longest-delay-ms", "1")
            .set("mailtrek.source.username", "admin")
            .set("mailtrek.source.password", CANARY + "1")
            .set(
                "mailtrek.source.imap",
                "imaps://127.0.0.1:1?truststore=trust.p12&truststorePassword=" + CANARY + "2");
    Files.writeString(
        home.resolve("config/mailboxes.csv"),
        "Source Email,Destination Email,Destination Login Name,Destination Password\n"
            + "anna@example.org,new@example.org,anna,"
            + CANARY
            + "3\n");
    service = new RunningService(project);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/project",
        "/api/passes",
        "/api/passes/1",
        "/api/events",
        "/api/openapi.json",
        "/API/PASSES",
        "/Api/Passes",
        "/api/%70asses",
        "/%61pi/passes",
        "/api%2fpasses",
        "/api%2Fpasses",
        "//api/passes",
        "/api//passes",
        "/./api/passes",
        "/x/../api/passes",
        "/x/%2e%2e/api/passes",
        "/../api/passes",
        "/api/passes/",
        "/api/passes;x=y",
        "/api/passes?x=/../",
        "/api/passes%00",
        "/api/../config/api-token",
        "/..%2fconfig%2fapi-token",
        "/observe/health",
        "/console",
        "/console/",
        "/console/missing.js",
        "/console/sample.js/",
        "/console/sample.js%00",
        "/console/sample.js;x",
        "/console/sampl%65.js",
        "/console//sample.js",
        "//console/sample.js",
        "/CONSOLE/sample.js",
        "/console/../api/passes",
        "/console/../console/../api/passes",
        "/console/..%2f..%2fconfig%2fapi-token",
        "/console/%2e%2e/mailtrek-logback.xml",
        "/console/../mailtrek-logback.xml",
        "/console/.hidden.js",
        "/META-INF/MANIFEST.MF",
        "/api/session/",
        "/api/%73ession",
        "/api/session;x",
        "/api/session/../passes",
        "/API/SESSION",
        "/no/such/path"
      })
  void noPathIsOpenWithoutTheToken(String path) throws IOException {
    for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")) {
      assertEquals(401, status(method + " " + path + " HTTP/1.1\r\nHost: x"), method + " " + path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api/passes", "http://127.0.0.1/api/passes", "*", "/api/passes%zz"})
  void whatIsNoPathGivesNothing(String target) throws IOException {
    String answer = exchange("GET " + target + " HTTP/1.1\r\nHost: x");
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertFalse(answer.contains("\"passes\""), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic YWRtaW46YWRtaW4=",
        "Bearer",
        "Bearer ",
        "Bearer null",
        "Token TOKEN",
        "TOKEN",
        "Bearer TOKEN2",
        "Bearer \"TOKEN\""
      })
  void onlyTheTokenOpens(String credentials) throws Exception {
    HttpResponse<String> response =
        service.send(
            service
                .bare("/api/passes")
                .header("Authorization", credentials.replace("TOKEN", service.token())));
    assertTrue(List.of(401, 429).contains(response.statusCode()), response.toString());
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("Content-Type"));
  }

  @Test
  void theTokenIsNotTakenFromTheUrlOrACookie() throws Exception {
    assertEquals(
        401, service.send(service.bare("/api/passes?token=" + service.token())).statusCode());
    assertEquals(
        401,
        service.send(service.bare("/api/passes?access_token=" + service.token())).statusCode());
    assertEquals(
        401,
        service
            .send(service.bare("/api/passes").header("Cookie", "token=" + service.token()))
            .statusCode());
  }

  @Test
  void aRefusalSaysHowToGetIn() throws Exception {
    HttpResponse<String> response = service.send(service.bare("/api/passes"));
    assertEquals(
        Optional.of("Bearer realm=\"MailTrek\""),
        response.headers().firstValue("WWW-Authenticate"));
    assertEquals(401, RunningService.parse(response.body()).path("status").asInt());
    assertTrue(response.body().contains(ApiToken.FILE), response.body());
  }

  @Test
  void wrongTokensAreLimitedAndTheRightOneIsNot() throws Exception {
    int status = 401;
    for (int i = 0; i <= WrongTokens.AT_ONCE && status == 401; i++) {
      status =
          service
              .send(service.bare("/api/passes").header("Authorization", "Bearer wrong" + i))
              .statusCode();
    }
    assertEquals(429, status);
    assertEquals(200, service.get("/api/passes").statusCode());
  }

  @Test
  void noOtherOriginIsLetIn() throws Exception {
    HttpResponse<String> response =
        service.send(service.request("/api/passes").header("Origin", "https://evil.example"));
    assertTrue(
        response.headers().map().keySet().stream()
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("allow-origin")),
        response.headers().toString());
    HttpResponse<String> preflight =
        service.send(
            service
                .bare("/api/passes")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST"));
    assertEquals(401, preflight.statusCode());
  }

  @Test
  void nothingOfARequestComesBack() throws Exception {
    for (String path : List.of("/api/passes", "/api/openapi.json", "/api/nothing")) {
      HttpResponse<String> response =
          service.send(
              service.request(path).header("Cookie", "a=b").header("X-Probe", "probe-value"));
      String all = response.headers().map() + response.body();
      assertFalse(all.contains(service.token()), all);
      assertFalse(all.contains("probe-value"), all);
      assertFalse(all.contains("a=b"), all);
      assertEquals(Optional.of("nosniff"), response.headers().firstValue("X-Content-Type-Options"));
      assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    }
  }

  @Test
  void headersOfCamelChangeNothing() throws Exception {
    String asItIs = service.get("/api/passes").body();
    for (String header :
        List.of("CamelBeanMethodName", "camelbeanmethodname", "CAmelBeanMethodName")) {
      assertEquals(
          asItIs, service.send(service.request("/api/passes").header(header, "submit")).body());
      assertEquals(400, service.get("/api/passes?" + header + "=submit").statusCode());
    }
    assertEquals(
        asItIs,
        service
            .send(
                service
                    .request("/api/passes")
                    .header("CamelHttpRawQuery", "limit=x")
                    .header("CamelHttpPath", "/api/project"))
            .body());
  }

  @Test
  void noAnswerHoldsAPassword() throws Exception {
    assertEquals(
        201, service.post("/api/passes", "{\"type\":\"full\",\"mailboxes\":[\"*\"]}").statusCode());
    service.ended(1);
    for (String path :
        List.of(
            "/api/project",
            "/api/mailboxes",
            "/api/mailboxes/anna@example.org/passes",
            "/api/passes",
            "/api/passes/1",
            "/api/passes/1/mailboxes",
            "/api/passes/1/folders",
            "/api/project/steps",
            "/api/dashboard",
            "/api/log",
            "/api/limits",
            "/api/mailboxes/selection",
            "/api/mailboxes/anna@example.org",
            "/api/passes/1/findings",
            "/api/errors",
            "/api/errors/groups",
            "/api/items?mailbox=anna@example.org",
            "/api/items?mailbox=anna@example.org&subject=x",
            "/api/openapi.json")) {
      HttpResponse<String> response = service.get(path);
      assertFalse(response.body().contains(CANARY), path);
      assertFalse(response.body().contains(service.token()), path);
    }
    assertTrue(service.get("/api/project").body().contains("truststorePassword=***"));
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    String answer =
        exchange(
            "POST /api/passes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 99999999\r\nAuthorization: Bearer "
                + service.token());
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
  }

  @Test
  void onlyThisMachineReachesIt() throws IOException {
    Optional<InetAddress> elsewhere =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();
    if (elsewhere.isPresent()) {
      try (Socket socket = new Socket()) {
        InetSocketAddress outside = new InetSocketAddress(elsewhere.get(), service.port());
        assertThrows(ConnectException.class, () -> socket.connect(outside, 5000));
      }
    }
  }

  private static int status(String request) throws IOException {
    return Integer.parseInt(exchange(request).split(" ", 3)[1]);
  }

  /** As it is written: a client would tidy the path up. */
  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(15);
      byte[] rest = new byte[8192];
      int length = Math.max(0, socket.getInputStream().read(rest));
      return new String(head, StandardCharsets.US_ASCII)
          + new String(rest, 0, length, StandardCharsets.UTF_8);
    }
  }
}
