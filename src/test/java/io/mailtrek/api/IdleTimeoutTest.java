package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A browser that nobody uses is logged out, however much it asks by itself. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class IdleTimeoutTest {
  private RunningService service;
  private String cookie;

  @BeforeEach
  void logIn(@TempDir Path home) throws Exception {
    service =
        new RunningService(
            new TestProject(home, "imap://127.0.0.1:1", "imap://127.0.0.1:2", "anna")
                .set("mailtrek.console.idle-timeout", "2s"));
    String header =
        service
            .send(
                service
                    .bare("/api/session")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"token\":\"" + service.token() + "\"}")))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    cookie = header.substring(0, header.indexOf(';'));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpRequest.Builder request(String path) {
    return service.bare(path).header("Cookie", cookie);
  }

  @Test
  void whatABrowserAsksByItselfIsNoUse() throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(request("/api/events?console=1").build(), BodyHandlers.ofInputStream());
    long begin = System.nanoTime();
    while (service.send(request("/api/limits").header("X-MailTrek-Background", "1")).statusCode()
        == 200) {
      Thread.onSpinWait();
    }
    assertTrue(System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1), "not at once");
    assertEquals(401, service.send(request("/api/session")).statusCode());
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertTrue(events.lines().anyMatch("event: session-ended"::equals));
    }
  }

  @Test
  void whatAPersonDoesKeepsItLoggedIn() throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(5)) {
      assertEquals(200, service.send(request("/api/limits")).statusCode());
    }
  }
}
