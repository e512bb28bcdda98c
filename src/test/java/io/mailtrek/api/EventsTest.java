package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.migration.TestProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class EventsTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private RunningService service;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    server.start();
    server.setUser("anna@example.org", "anna", TestProject.PASSWORD);
    int port = server.getImap().getPort();
    service = new RunningService(new TestProject(home, port, port, "anna"));
  }

  @AfterEach
  void stop() {
    service.close();
    server.stop();
  }

  @Test
  void tellWhereEachMailboxIsAndThenEachChange() throws Exception {
    submit();
    service.ended(1);
    try (BufferedReader events = events()) {
      assertEquals(List.of("1 Completed"), until(events, "ready"));
      submit();
      List<String> seen = until(events, "2 Completed");
      assertTrue(seen.stream().allMatch(each -> each.startsWith("2 ")), seen.toString());
    }
  }

  @Test
  void reachEveryClient() throws Exception {
    try (BufferedReader one = events();
        BufferedReader other = events()) {
      until(one, "ready");
      until(other, "ready");
      submit();
      until(one, "1 Completed");
      until(other, "1 Completed");
    }
  }

  private void submit() throws Exception {
    assertEquals(
        201,
        service
            .post("/api/passes", "{\"type\":\"full\",\"mailboxes\":[\"anna@example.org\"]}")
            .statusCode());
  }

  private BufferedReader events() throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(service.request("/api/events").build(), BodyHandlers.ofInputStream());
    assertEquals("text/event-stream", response.headers().firstValue("Content-Type").orElse(""));
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The pass and the status of each event before one, that one included where it is a status. */
  private static List<String> until(BufferedReader events, String last) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.equals("event: " + last)) {
        events.readLine();
        return seen;
      }
      if (line.startsWith("data: {\"pass\"")) {
        var json = RunningService.parse(line.substring(6));
        String state = json.path("pass").asText() + " " + json.path("status").asText();
        seen.add(state);
        if (state.equals(last)) {
          return seen;
        }
      }
    }
    throw new AssertionError("The stream ended after " + seen);
  }
}
