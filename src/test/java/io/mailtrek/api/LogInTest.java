package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** How a browser logs in, and what it may do then. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class LogInTest {
  @TempDir private static Path home;

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service =
        new RunningService(
            new TestProject(home, "imap://127.0.0.1:1", "imap://127.0.0.1:2", "anna"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** A browser that has logged in. */
  private record Browser(String cookie, String csrf) {

    static Browser logIn() throws Exception {
      HttpResponse<String> response = service.send(logInWith(service.token()));
      assertEquals(200, response.statusCode(), response.body());
      String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
      return new Browser(
          cookie.substring(0, cookie.indexOf(';')),
          RunningService.parse(response.body()).path("csrf").asText());
    }

    HttpRequest.Builder request(String path) {
      return service.bare(path).header("Cookie", cookie);
    }

    HttpRequest.Builder post(String path, String body) {
      return request(path)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(body));
    }
  }

  private static HttpRequest.Builder logInWith(String token) {
    return service
        .bare("/api/session")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return service.send(request).statusCode();
  }

  @Test
  void theCookieIsForThisServerAloneAndHiddenFromScripts() throws Exception {
    HttpResponse<String> response = service.send(logInWith(service.token()));
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith("mailtrek-session-" + service.port() + "="), cookie);
    for (String attribute : new String[] {"; HTTPOnly", "; SameSite=Strict", "; Path=/"}) {
      assertTrue(cookie.contains(attribute), cookie);
    }
    assertFalse(cookie.contains("Expires"), cookie);
    assertFalse(cookie.contains(service.token()), cookie);
    assertEquals("test", RunningService.parse(response.body()).path("project").asText());
    assertEquals(1800, RunningService.parse(response.body()).path("idleSeconds").asInt());
  }

  @Test
  void theCookieOpensWhatTheTokenDoes() throws Exception {
    Browser browser = Browser.logIn();
    assertEquals(200, status(browser.request("/api/project")));
    HttpResponse<String> session = service.send(browser.request("/api/session"));
    assertEquals(browser.csrf(), RunningService.parse(session.body()).path("csrf").asText());
    assertEquals(401, status(service.bare("/api/session")));
    assertEquals(
        401, status(service.bare("/api/project").header("Cookie", browser.cookie() + "x")));
  }

  @Test
  void whatChangesSomethingNeedsTheHeaderToo() throws Exception {
    Browser browser = Browser.logIn();
    String order = "{\"type\":\"nothing\",\"mailboxes\":[\"*\"]}";
    assertEquals(403, status(browser.post("/api/passes", order)));
    assertEquals(
        403, status(browser.post("/api/passes", order).header(LogIn.CSRF, browser.csrf() + "x")));
    assertEquals(
        403,
        status(browser.post("/api/passes", order).header(LogIn.CSRF, Browser.logIn().csrf())),
        "of another session");
    assertEquals(
        400, status(browser.post("/api/passes", order).header(LogIn.CSRF, browser.csrf())));
  }

  @Test
  void noOtherSiteCanUseTheCookie() throws Exception {
    Browser browser = Browser.logIn();
    for (String site : new String[] {"cross-site", "same-site"}) {
      assertEquals(403, status(browser.request("/api/project").header("Sec-Fetch-Site", site)));
      assertEquals(403, status(logInWith(service.token()).header("Sec-Fetch-Site", site)));
    }
    for (String origin : new String[] {"https://evil.example", "http://127.0.0.1:1", "null", ":"}) {
      assertEquals(403, status(browser.request("/api/project").header("Origin", origin)), origin);
      assertEquals(403, status(logInWith(service.token()).header("Origin", origin)), origin);
    }
    assertEquals(
        200,
        status(
            browser
                .request("/api/project")
                .header("Origin", "http://127.0.0.1:" + service.port())
                .header("Sec-Fetch-Site", "same-origin")));
  }

  @Test
  void afterLoggingOutTheCookieOpensNothing() throws Exception {
    Browser browser = Browser.logIn();
    assertEquals(403, status(browser.request("/api/session").DELETE()));
    HttpResponse<String> out =
        service.send(browser.request("/api/session").header(LogIn.CSRF, browser.csrf()).DELETE());
    assertEquals(204, out.statusCode());
    assertTrue(out.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
    assertEquals(401, status(browser.request("/api/project")));
    assertEquals(401, status(browser.request("/api/session")));
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    assertTrue(status(logInWith("wrong")) >= 401);
    for (String body : new String[] {"[]", "null", "{}", "{\"token\":null}", "{\"x\":1}"}) {
      assertEquals(
          400,
          status(
              service
                  .bare("/api/session")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))),
          body);
    }
    assertEquals(
        411,
        status(
            service
                .bare("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())));
    assertEquals(413, status(logInWith("x".repeat(5000))));
    assertEquals(
        415,
        status(
            service
                .bare("/api/session")
                .POST(BodyPublishers.ofString("token=" + service.token()))));
  }

  @Test
  void wrongTokensAreLimitedHereToo() throws Exception {
    int status = 401;
    for (int i = 0; i <= WrongTokens.AT_ONCE && status == 401; i++) {
      status = status(logInWith("wrong" + i));
    }
    assertEquals(429, status);
    assertNotEquals("", Browser.logIn().csrf());
  }

  @Test
  void eventsEndWithTheSession() throws Exception {
    Browser browser = Browser.logIn();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(browser.request("/api/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertEquals("event: ready", events.readLine());
      assertEquals(
          204, status(browser.request("/api/session").header(LogIn.CSRF, browser.csrf()).DELETE()));
      assertTrue(events.lines().anyMatch("event: session-ended"::equals));
    }
  }

  @Test
  void theFilesOfTheConsoleAreOpen() throws Exception {
    HttpResponse<String> file = service.send(service.bare("/console/sample.js?v=1"));
    assertEquals(200, file.statusCode());
    assertEquals(
        Optional.of("text/javascript; charset=utf-8"), file.headers().firstValue("Content-Type"));
    String policy = file.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals(Optional.of("nosniff"), file.headers().firstValue("X-Content-Type-Options"));

    String tag = file.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        service.send(service.bare("/console/sample.js").header("If-None-Match", tag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(
        401,
        status(service.bare("/console/sample.js").POST(BodyPublishers.noBody())),
        "not by POST");
  }
}
