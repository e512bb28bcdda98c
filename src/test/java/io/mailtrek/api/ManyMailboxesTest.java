package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailtrek.migration.TestProject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The API stays quick, and its events few, with ten thousand mailboxes. */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class ManyMailboxesTest {
  private static final int MAILBOXES = 10_000;

  /** Far more than it takes, and far less than with work for each pair of mailboxes. */
  private static final Duration QUICK = Duration.ofSeconds(20);

  @Test
  void allAreSelectedSubmittedAndShownPageByPage(@TempDir Path home) throws Exception {
    String[] users =
        IntStream.range(0, MAILBOXES).mapToObj("user%05d"::formatted).toArray(String[]::new);
    TestProject project = new TestProject(home, "imap://127.0.0.1:1", "imap://127.0.0.1:2", users);
    try (RunningService service = new RunningService(project);
        BufferedReader events = events(service)) {
      JsonNode selection = quick(service, "/api/mailboxes/selection").path("mailboxes");
      assertEquals(MAILBOXES, selection.size());
      String addresses =
          StreamSupport.stream(selection.spliterator(), false)
              .map(JsonNode::toString)
              .collect(Collectors.joining(",", "[", "]"));
      String order =
          "{\"type\":\"full\",\"mailboxes\":"
              + addresses
              + ",\"startAt\":\""
              + Instant.now().plus(Duration.ofHours(3))
              + "\"}";
      long begin = System.nanoTime();
      HttpResponse<String> preview = service.post("/api/passes/preview", order);
      assertEquals(200, preview.statusCode(), preview.body());
      assertQuick(begin, "preview");
      assertEquals(MAILBOXES, RunningService.parse(preview.body()).path("mailboxes").asInt());

      HttpResponse<String> submitted = service.post("/api/passes", order);
      assertEquals(201, submitted.statusCode(), submitted.body());
      for (String line = events.readLine();
          !line.equals("event: mailboxes-changed");
          line = events.readLine()) {
        assertTrue(!line.equals("event: mailbox"), "one by one");
      }
      assertEquals(
          MAILBOXES, RunningService.parse(events.readLine().substring(6)).path("count").asInt());

      JsonNode page = quick(service, "/api/mailboxes?sort=source&order=desc&limit=50&after=50");
      assertEquals(50, page.path("mailboxes").size());
      assertEquals("user09949@example.org", page.at("/mailboxes/0/source").asText());
      assertEquals(MAILBOXES, page.at("/statuses/Submitted").asInt());
      assertEquals(1, quick(service, "/api/dashboard").path("scheduled").size());
      assertEquals(MAILBOXES, quick(service, "/api/project/steps").at("/full/scheduled").asInt());
      assertEquals(MAILBOXES, quick(service, "/api/passes").at("/passes/0/mailboxes").asInt());

      long stop = System.nanoTime();
      HttpResponse<String> stopped = service.post("/api/mailboxes/stop", "{\"mailboxes\":[\"*\"]}");
      assertEquals(200, stopped.statusCode(), stopped.body());
      assertQuick(stop, "stop");
      JsonNode answers = RunningService.parse(stopped.body()).path("mailboxes");
      assertEquals(MAILBOXES, answers.size());
      assertEquals("Stopped", answers.at("/9999/status").asText());
      assertEquals("Stopped", quick(service, "/api/passes").at("/passes/0/status").asText());
    }
  }

  private static BufferedReader events(RunningService service) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(service.request("/api/events?console=1").build(), BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode quick(RunningService service, String path) throws Exception {
    long begin = System.nanoTime();
    JsonNode answer = service.json(path);
    assertQuick(begin, path);
    return answer;
  }

  private static void assertQuick(long begin, String what) {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(QUICK) < 0, what + " took " + took);
  }
}
