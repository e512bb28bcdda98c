package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.migration.TestProject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What the web console asks for, at a service of three mailboxes of which one can't be migrated.
 */
class ConsoleApiTest {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApiTest.class);
  private static final int MESSAGES = 4;

  private GreenMail source;
  private GreenMail destination;
  private TestProject project;
  private RunningService service;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    source = server("anna", "bert", "cora");
    destination = server("anna", "bert");
    for (String user : List.of("anna", "bert", "cora")) {
      for (int i = 0; i < MESSAGES; i++) {
        source
            .getUserManager()
            .getUser(user)
            .deliver(
                GreenMailUtil.createTextEmail(
                    user + "@example.org", "s@example.org", "Report", "text", ServerSetup.SMTP));
      }
    }
    project =
        new TestProject(
            home,
            source.getImap().getPort(),
            destination.getImap().getPort(),
            "anna",
            "bert",
            "cora");
    project.set("mailtrek.earliest-date", "2001-02-03");
    service = new RunningService(project);
  }

  private static GreenMail server(String... users) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    for (String user : users) {
      server.setUser(user + "@example.org", user, TestProject.PASSWORD);
    }
    return server;
  }

  @AfterEach
  void stop() {
    service.close();
    source.stop();
    destination.stop();
  }

  private JsonNode post(int status, String path, String body) throws Exception {
    HttpResponse<String> response = service.post(path, body);
    assertEquals(status, response.statusCode(), response.body());
    return RunningService.parse(response.body());
  }

  private long submit(String type, String mailbox, String more) throws Exception {
    return post(
            201,
            "/api/passes",
            "{\"type\":\"" + type + "\",\"mailboxes\":[\"" + mailbox + "\"]" + more + "}")
        .path("pass")
        .asLong();
  }

  private void run(String type, String mailbox) throws Exception {
    service.ended(submit(type, mailbox, ""));
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(field.isEmpty() ? each.asText() : each.path(field).asText()));
    return texts;
  }

  private List<String> sources(String query) throws Exception {
    return texts(service.json("/api/mailboxes?" + query).path("mailboxes"), "source");
  }

  @Test
  void mailboxesAreFilteredSortedAndCounted() throws Exception {
    run("full", "*");
    assertEquals(
        List.of("cora@example.org", "bert@example.org", "anna@example.org"),
        sources("sort=source&order=desc"));
    assertEquals("cora@example.org", sources("sort=items").get(0));
    assertEquals("cora@example.org", sources("sort=status&order=desc").get(0));
    assertEquals(List.of("cora@example.org"), sources("status=Failed"));
    assertEquals(List.of("bert@example.org"), sources("limit=1&after=1"));
    assertEquals(3, sources("status=Failed,Completed").size());
    JsonNode list = service.json("/api/mailboxes?q=an&status=Failed");
    assertEquals(0, list.path("total").asInt());
    assertEquals(3, list.path("projectTotal").asInt());
    assertEquals(
        1, list.path("statuses").path("Completed").asInt(), "whatever status is asked for");
    assertEquals(400, service.get("/api/mailboxes?sort=colour").statusCode());
    assertEquals(400, service.get("/api/mailboxes?status=Done").statusCode());
    assertEquals(
        List.of("anna@example.org", "bert@example.org"),
        texts(service.json("/api/mailboxes/selection?status=Completed").path("mailboxes"), ""));
  }

  @Test
  void aRowTellsOfAllPassesOfAMailbox() throws Exception {
    run("full", "anna@example.org");
    Instant later = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    long next = submit("full", "anna@example.org", ",\"startAt\":\"" + later + "\"");
    JsonNode row = service.json("/api/mailboxes?q=anna").path("mailboxes").get(0);
    assertEquals("Submitted", row.path("status").asText());
    assertTrue(row.path("statusText").asText().startsWith("Submitted, will start in 4 h"));
    assertEquals(MESSAGES, row.path("items").asInt());
    assertTrue(row.path("totalBytes").asLong() > 0);
    assertEquals("Completed", row.path("lastPass").path("status").asText());
    assertEquals(later.toString(), row.path("nextStart").asText());
    assertEquals(next, row.path("nextPass").asLong());
    assertFalse(row.path("retry").path("allowed").asBoolean());
    assertTrue(row.path("retry").path("reason").asText().contains("wait for its end"));

    JsonNode details = service.json("/api/mailboxes/ANNA%40example.org");
    assertEquals(1, details.path("mailboxes").size());
    assertEquals(List.of("full", "full"), texts(details.path("passes"), "type"));
    assertEquals(MESSAGES, details.path("passes").get(1).path("migrated").asInt());
    assertEquals(404, service.get("/api/mailboxes/x@y").statusCode());
    JsonNode untouched = service.json("/api/mailboxes/bert@example.org").at("/mailboxes/0");
    assertEquals("Not Submitted", untouched.path("status").asText());
    assertTrue(untouched.path("progress").isNull());
  }

  @Test
  void mailboxesThatAreAddedToTheListAreThere() throws Exception {
    assertEquals(3, service.json("/api/mailboxes").path("total").asInt());
    Files.writeString(
        project.home().resolve("config/mailboxes.csv"),
        "dora@example.org,dora,secret,new-dora@example.org,dora,secret\n",
        StandardOpenOption.APPEND);
    assertEquals(4, service.json("/api/mailboxes").path("total").asInt());
    assertEquals(
        "Failed", service.ended(submit("full", "dora@example.org", "")).path("status").asText());
    assertEquals(4, service.json("/api/project").path("mailboxes").asInt());
  }

  @Test
  void aPreStagePassIsShownBeforeItIsSubmitted() throws Exception {
    JsonNode preview = post(200, "/api/passes/preview", "{\"type\":\"pre-stage\"}");
    assertEquals(3, preview.path("mailboxes").asInt());
    assertEquals("90d", preview.path("olderThan").asText());
    assertEquals(List.of("30d", "60d", "90d"), texts(preview.path("choices"), "olderThan"));
    assertEquals(preview.at("/choices/2/text").asText(), preview.path("cutOffText").asText());
    assertTrue(
        preview.path("cutOffText").asText().endsWith(" " + preview.path("zone").asText()),
        preview.toString());
    JsonNode filter = preview.at("/dateFilters/0");
    assertEquals("mailtrek.earliest-date", filter.path("setting").asText());
    assertEquals("2001-02-03", filter.path("value").asText());
    assertTrue(filter.path("text").asText().startsWith("Items before 3 February 2001 00:00"));
    assertTrue(filter.path("overridden").asBoolean());
    assertEquals(6, preview.path("itemTypes").size());
    assertTrue(preview.at("/itemTypes/0/chosen").asBoolean(), "mail");
    for (int i = 1; i < 6; i++) {
      assertFalse(preview.at("/itemTypes/" + i + "/chosen").asBoolean());
      assertTrue(preview.at("/itemTypes/" + i + "/reason").asText().contains("not propagated"));
    }
    assertTrue(preview.path("forecast").isNull());
    assertTrue(service.json("/api/passes").path("passes").isEmpty(), "nothing is submitted");
    JsonNode dated =
        post(
            200,
            "/api/passes/preview",
            "{\"type\":\"pre-stage\",\"olderThan\":\"2020-01-02T03:04Z\","
                + "\"mailboxes\":[\"anna@example.org\"]}");
    assertEquals("2020-01-02T03:04:00Z", dated.path("cutOff").asText());
    assertEquals(1, dated.path("mailboxes").asInt());
    post(400, "/api/passes/preview", "{\"type\":\"full\",\"mailboxes\":[\"x@y\"]}");
  }

  @Test
  void aFullPassIsShownWithWhatAPreStagePassHasLeft() throws Exception {
    run("pre-stage", "anna@example.org");
    JsonNode preview = post(200, "/api/passes/preview", "{\"type\":\"full\"}");
    assertFalse(preview.at("/dateFilters/0/overridden").asBoolean());
    assertTrue(preview.path("cutOff").isNull());
    assertEquals(MESSAGES, preview.at("/forecast/items").asInt());
    assertEquals(2, preview.at("/forecast/unknownMailboxes").asInt());
    assertTrue(preview.at("/forecast/sentences/0").asText().contains("4 items"));
    assertTrue(preview.at("/itemTypes/1/chosen").asBoolean());
    assertFalse(preview.at("/itemTypes/1/available").asBoolean());
    assertTrue(
        preview.at("/itemTypes/1/reason").asText().contains("no server that holds calendars"));

    run("full", "anna@example.org");
    assertTrue(
        post(200, "/api/passes/preview", "{\"type\":\"full\"}").path("forecast").isNull(),
        "what the Pre-Stage pass has left is migrated");
  }

  @Test
  void whatCantBeRetriedIsSaidAndLeftOut() throws Exception {
    run("full", "*");
    JsonNode preview = post(200, "/api/passes/preview", "{\"type\":\"retry\"}");
    assertEquals(3, preview.path("leftOutCount").asInt());
    assertTrue(preview.path("refusal").asText().contains("None of these mailboxes"));
    post(409, "/api/passes", "{\"type\":\"retry\",\"mailboxes\":[\"*\"],\"leaveOut\":true}");
    post(400, "/api/passes", "{\"type\":\"full\",\"mailboxes\":[\"*\"],\"leaveOut\":true}");
  }

  @Test
  void theProjectGoesThroughItsSteps() throws Exception {
    JsonNode steps = service.json("/api/project/steps");
    assertEquals("pre-stage", steps.path("current").asText());
    assertEquals(3, steps.at("/preStage/open").asInt());
    assertTrue(steps.path("cutover").isNull());
    run("pre-stage", "*");
    steps = service.json("/api/project/steps");
    assertEquals(2, steps.at("/preStage/done").asInt());
    assertEquals(1, steps.at("/preStage/failed").asInt());
    run("full", "anna@example.org");

    steps = post(200, "/api/project/cutover", "{\"at\":null}");
    assertEquals("full", steps.path("current").asText());
    assertEquals(0, steps.at("/full/done").asInt(), "it was before the cutover");
    assertEquals(
        steps.path("cutover"), service.json("/api/project/steps").path("cutover"), "it is kept");
    run("full", "anna@example.org");
    assertEquals(1, service.json("/api/project/steps").at("/full/done").asInt());
    post(400, "/api/project/cutover", "{\"at\":\"soon\"}");
    assertEquals(
        "cutover",
        post(200, "/api/project/cutover", "{\"at\":\"" + Instant.now().plusSeconds(9999) + "\"}")
            .path("current")
            .asText());

    HttpResponse<String> back = service.send(service.request("/api/project/cutover").DELETE());
    assertEquals(200, back.statusCode(), back.body());
    assertTrue(RunningService.parse(back.body()).path("cutover").isNull());
  }

  @Test
  void theDashboardSumsUp() throws Exception {
    run("pre-stage", "*");
    submit(
        "full",
        "anna@example.org",
        ",\"startAt\":\"" + Instant.now().plus(Duration.ofHours(2)) + "\"");
    run("full", "bert@example.org");
    JsonNode dashboard = service.json("/api/dashboard");
    assertEquals(3, dashboard.path("mailboxes").asInt());
    assertEquals(1, dashboard.at("/statuses/Failed").asInt());
    assertEquals(MESSAGES, dashboard.at("/totals/items").asInt());
    assertTrue(dashboard.path("current").isNull());
    assertEquals(List.of("3", "2", "1"), texts(dashboard.path("passes"), "pass"));
    assertEquals(List.of("2"), texts(dashboard.path("scheduled"), "pass"));
    assertEquals(1, dashboard.path("forecast").get(0).asText().split("4 items", -1).length - 1);
    double shares =
        dashboard.at("/waiting/source").asDouble()
            + dashboard.at("/waiting/destination").asDouble()
            + dashboard.at("/waiting/other").asDouble();
    assertEquals(1, shares, 0.001);
    assertTrue(service.json("/api/rates?minutes=5&points=10").has("samples"));
    assertEquals(400, service.get("/api/rates?minutes=0").statusCode());
  }

  @Test
  void theLogIsFilteredAndGoesOn() throws Exception {
    try (var unused = MDC.putCloseable("mailbox", "cora@example.org")) {
      LOG.warn("The first line");
      LOG.error("The second line");
    }
    LOG.warn("A line of nobody");
    JsonNode log = service.json("/api/log?mailbox=CORA@example.org&q=line");
    assertEquals(List.of("The first line", "The second line"), texts(log.path("lines"), "message"));
    assertEquals(1, service.json("/api/log?q=second&level=ERROR").path("lines").size());
    assertEquals(1, service.json("/api/log?limit=1").path("lines").size());
    long next = log.path("next").asLong();
    assertEquals(0, service.json("/api/log?q=line&after=" + next).path("lines").size());
    assertEquals(400, service.get("/api/log?level=LOUD").statusCode());
  }

  @Test
  void aVerificationTellsWhatItHasFound() throws Exception {
    run("verify", "*");
    JsonNode findings = service.json("/api/passes/1/findings");
    assertEquals(3, findings.path("mailboxes").size());
    assertEquals(1, findings.at("/verdicts/noGo").asInt());
    JsonNode cora = service.json("/api/passes/1/findings?mailbox=cora@example.org");
    assertEquals("no-go", cora.at("/mailboxes/0/verdict").asText());
    assertTrue(
        texts(cora.at("/mailboxes/0/findings"), "subject").contains("login"), cora.toString());
    assertEquals(MESSAGES, findings.at("/mailboxes/0/items").asInt());
  }

  @Test
  void aPassIsRescheduledAndRestarted() throws Exception {
    Instant later = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    long pass = submit("pre-stage", "*", ",\"olderThan\":\"30d\",\"startAt\":\"" + later + "\"");
    String cutOff = service.json("/api/passes/" + pass).path("cutOff").asText();
    Instant sooner = later.minus(Duration.ofHours(1));
    assertEquals(
        sooner.toString(),
        post(200, "/api/passes/" + pass + "/reschedule", "{\"startAt\":\"" + sooner + "\"}")
            .path("startAt")
            .asText());
    post(409, "/api/passes/" + pass + "/restart", "{}");
    post(200, "/api/passes/" + pass + "/reschedule", "{\"startAt\":null}");
    service.ended(pass);
    post(409, "/api/passes/" + pass + "/reschedule", "{\"startAt\":null}");
    post(404, "/api/passes/99/reschedule", "{}");

    JsonNode again = post(201, "/api/passes/" + pass + "/restart", "{}");
    assertEquals("pre-stage", again.path("type").asText());
    assertEquals(cutOff, again.path("cutOff").asText());
    assertEquals(1, again.path("mailboxes").asInt(), "cora alone has failed");
    post(409, "/api/passes/" + pass + "/restart", "{\"mailboxes\":[\"anna@example.org\"]}");
  }

  @Test
  void limitsAreChanged() throws Exception {
    assertEquals(4, limit(service.json("/api/limits"), "concurrent-mailboxes").orElseThrow());
    put(200, "concurrent-mailboxes", "2");
    assertEquals(2, limit(service.json("/api/limits"), "concurrent-mailboxes").orElseThrow());
    put(200, "source.max-bytes-per-second", "5MB");
    assertEquals(
        5L << 20, limit(service.json("/api/limits"), "source.max-bytes-per-second").orElseThrow());
    put(200, "source.max-bytes-per-second", "none");
    assertEquals(
        Optional.empty(), limit(service.json("/api/limits"), "source.max-bytes-per-second"));
    put(200, "concurrent-mailboxes", "configured");
    assertNull(service.json("/api/limits").path("limits").get(0).path("changedAt").textValue());
    put(400, "concurrent-mailboxes", "none");
    put(400, "concurrent-mailboxes", "many");
    put(400, "colour", "1");
  }

  private void put(int status, String name, String value) throws Exception {
    HttpResponse<String> response =
        service.send(
            service
                .request("/api/limits")
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}")));
    assertEquals(status, response.statusCode(), response.body());
  }

  private static Optional<Long> limit(JsonNode limits, String name) {
    for (JsonNode limit : limits.path("limits")) {
      if (limit.path("name").asText().equals(name)) {
        return limit.path("value").isNull()
            ? Optional.empty()
            : Optional.of(limit.path("value").asLong());
      }
    }
    throw new AssertionError(limits.toString());
  }
}
