package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ConfigException;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a service that has run a pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MESSAGES = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final GreenMail source = server();
  private final GreenMail destination = server();
  private int port;
  private TestProject project;
  private Engine service;

  private static GreenMail server() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    return server;
  }

  @BeforeAll
  void runAPass(@TempDir Path home) throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (GreenMail server : List.of(source, destination)) {
      server.setUser("anna@example.org", "anna", TestProject.PASSWORD);
    }
    for (int i = 0; i < MESSAGES; i++) {
      source
          .getUserManager()
          .getUser("anna")
          .deliver(
              GreenMailUtil.createTextEmail(
                  "anna@example.org",
                  "b@example.org",
                  "no " + i,
                  "text",
                  source.getImap().getServerSetup()));
    }
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), "anna");
    project
        .set("camel.management.enabled", "true")
        .set("camel.management.port", Integer.toString(port));
    service = new CamelEngines().start(project.project(), true);
    long pass =
        service.submit(
            new PassRequest(
                PassType.FULL,
                Optional.empty(),
                project.project().mailboxes(),
                Optional.empty(),
                false));
    TestProject.until(() -> service.ledger().passes().isFinished(pass));
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    source.stop();
    destination.stop();
    try {
      get("/observe/health");
      throw new AssertionError("The port is still open");
    } catch (ConnectException e) {
      // As it should be.
    }
  }

  @Test
  void healthHasACheckForEachEndpointAndForTheLedger() throws Exception {
    HttpResponse<String> answer = get("/observe/health");

    assertEquals(200, answer.statusCode(), answer.body());
    Map<String, String> checks = checks(answer);
    assertEquals("UP", checks.get("source"), answer.body());
    assertEquals("UP", checks.get("destination"), answer.body());
    assertEquals("UP", checks.get("ledger"), answer.body());
    assertEquals("UP", JSON.readTree(answer.body()).path("status").asText());
  }

  @Test
  void aRunningServiceIsAliveWhateverItsEndpointsDo() throws Exception {
    HttpResponse<String> answer = get("/observe/health/live");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("context"), List.copyOf(checks(answer).keySet()), answer.body());
  }

  @Test
  void aSecondServiceOnThePortSaysWhatToDo(@TempDir Path home) throws Exception {
    TestProject second = new TestProject(home, 1, 2, "anna");
    second
        .set("camel.management.enabled", "true")
        .set("camel.management.port", Integer.toString(port));

    ConfigException e =
        assertThrows(ConfigException.class, () -> new CamelEngines().start(second.project(), true));

    assertTrue(e.getMessage().contains("camel.management.port"), e.getMessage());
  }

  @Test
  void itemsAreCountedByOutcome() throws Exception {
    List<String> lines = metrics();

    assertTrue(
        lines.contains(
            "mailtrek_items_total{outcome=\"migrated\",pass=\"full\"} " + MESSAGES + ".0"),
        () -> String.join("\n", lines));
    assertTrue(lines.contains("mailtrek_source_read_seconds_count " + MESSAGES));
    assertTrue(lines.contains("mailtrek_destination_write_seconds_count " + MESSAGES));
    TestProject.until(
        () -> metrics().contains("mailtrek_mailbox_passes_ended_total{status=\"completed\"} 1.0"));
  }

  @Test
  void noMetricNamesAMailbox() {
    assertEquals(List.of(), metrics().stream().filter(line -> line.contains("anna")).toList());
  }

  @Test
  void theDashboardAsksOnlyForMetricsThatThereAre() throws Exception {
    String there = String.join("\n", metrics());
    JsonNode dashboard = JSON.readTree(Files.readString(Path.of("docs/grafana-dashboard.json")));
    List<String> expressions = dashboard.findValuesAsText("expr");
    assertTrue(expressions.size() > 10);

    TreeSet<String> missing =
        expressions.stream()
            .flatMap(
                e -> Pattern.compile("\\b(mailtrek|jvm|camel|process)_\\w+").matcher(e).results())
            .map(MatchResult::group)
            .filter(
                name -> !there.contains("\n" + name + "{") && !there.contains("\n" + name + " "))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(), missing);
  }

  private Map<String, String> checks(HttpResponse<String> answer) throws IOException {
    Map<String, String> checks = new TreeMap<>();
    JSON.readTree(answer.body())
        .path("checks")
        .forEach(check -> checks.put(check.path("name").asText(), check.path("status").asText()));
    return checks;
  }

  private List<String> metrics() {
    try {
      return get("/observe/metrics").body().lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
