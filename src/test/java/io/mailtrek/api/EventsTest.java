package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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

  @Test
  void tellTheConsoleWhatChangesAlone() throws Exception {
    submit();
    service.ended(1);
    try (BufferedReader events = events("/api/events?console=1")) {
      assertEquals("event: ready", events.readLine());
      submit();
      LoggerFactory.getLogger(EventsTest.class).warn("A line for the console");
      Set<String> names = new TreeSet<>();
      boolean ended = false;
      while (!ended || !names.containsAll(List.of("log", "pass", "rate"))) {
        String line = events.readLine();
        if (line.startsWith("event: ")) {
          names.add(line.substring(7));
          String data = events.readLine().substring(6);
          if (line.equals("event: mailbox")) {
            JsonNode row = RunningService.parse(data);
            assertEquals("anna@example.org", row.path("source").asText());
            assertEquals(2, row.path("pass").asInt(), "nothing of the pass before");
            ended |= row.path("status").asText().equals("Completed");
          }
        }
      }
      assertEquals(Set.of("log", "mailbox", "pass", "rate"), names);
      assertEquals(200, service.post("/api/project/cutover", "{\"at\":null}").statusCode());
      assertTrue(events.lines().anyMatch("event: cutover"::equals));
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
    return events("/api/events");
  }

  private BufferedReader events(String path) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(service.request(path).build(), BodyHandlers.ofInputStream());
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
