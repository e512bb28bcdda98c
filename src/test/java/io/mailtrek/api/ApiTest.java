package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.migration.TestProject;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API answers, at a service with a pass of three mailboxes behind it. */
class ApiTest {
  private static final int MESSAGES = 5;

  @TempDir private static Path home;

  private static GreenMail source;
  private static GreenMail destination;
  private static RunningService service;

  @BeforeAll
  static void migrate() throws Exception {
    source = server("anna", "bert", "cora");
    destination = server("anna", "bert");
    for (int i = 1; i <= MESSAGES; i++) {
      for (String user : List.of("anna", "bert", "cora")) {
        MimeMessage message =
            GreenMailUtil.createTextEmail(
                user + "@example.org",
                "sender@example.org",
                (i == 3 ? "Größe " : "Report ") + i,
                "text",
                ServerSetup.SMTP);
        message.saveChanges();
        message.setHeader("Message-ID", "<" + i + "@" + user + ">");
        source.getUserManager().getUser(user).deliver(message);
      }
    }
    TestProject project =
        new TestProject(
            home,
            source.getImap().getPort(),
            destination.getImap().getPort(),
            "anna",
            "bert",
            "cora");
    service = new RunningService(project);
    assertEquals(1, submit("full", "*"));
    service.ended(1);
  }

  private static GreenMail server(String... users) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    for (String user : users) {
      server.setUser(user + "@example.org", user, TestProject.PASSWORD);
    }
    return server;
  }

  @AfterAll
  static void stop() {
    service.close();
    source.stop();
    destination.stop();
  }

  private static long submit(String type, String mailbox) throws Exception {
    HttpResponse<String> response =
        service.post(
            "/api/passes", "{\"type\":\"" + type + "\",\"mailboxes\":[\"" + mailbox + "\"]}");
    assertEquals(201, response.statusCode(), response.body());
    return RunningService.parse(response.body()).path("pass").asLong();
  }

  @Test
  void aPassTellsItsSumsAndItsStatus() throws Exception {
    JsonNode pass = service.json("/api/passes/1");
    assertEquals("full", pass.path("type").asText());
    assertEquals("Failed", pass.path("status").asText(), "cora has no mailbox at the destination");
    assertEquals(3, pass.path("mailboxes").asInt());
    assertEquals(2 * MESSAGES, pass.path("migrated").asInt());
    assertTrue(pass.path("cutOff").isNull());
    assertTrue(pass.path("bytes").asLong() > 0);
  }

  @Test
  void aSubmittedPassIsNamedByItsLocation() throws Exception {
    HttpResponse<String> response =
        service.post(
            "/api/passes",
            """
            {"type":"pre-stage","mailboxes":["ANNA@example.org"],"olderThan":"30d","startAt":null}\
            """);
    assertEquals(201, response.statusCode());
    String path = response.headers().firstValue("Location").orElseThrow();
    JsonNode pass = service.ended(service.json(path).path("pass").asLong());
    assertEquals("30d", pass.path("cutOffRule").asText());
    assertEquals("Completed", pass.path("status").asText());
    assertEquals(MESSAGES, pass.path("alreadyMigrated").asInt());
  }

  @Test
  void aScheduledPassWaitsAndCanBeStopped() throws Exception {
    Instant later = Instant.now().plus(Duration.ofHours(5));
    HttpResponse<String> response =
        service.post(
            "/api/passes",
            "{\"type\":\"full\",\"mailboxes\":[\"bert@example.org\"],\"startAt\":\""
                + later
                + "\"}");
    long pass = RunningService.parse(response.body()).path("pass").asLong();
    assertEquals("Submitted", service.json("/api/passes/" + pass).path("status").asText());

    JsonNode stopped =
        RunningService.parse(service.post("/api/passes/" + pass + "/stop", "{}").body());
    assertEquals("Stopped", stopped.path("mailboxes").get(0).path("status").asText());
    assertEquals("Stopped", service.json("/api/passes/" + pass).path("status").asText());
  }

  @Test
  void mailboxesAreStoppedInAllTheirPasses() throws Exception {
    String later = Instant.now().plus(Duration.ofHours(5)).toString();
    for (int i = 0; i < 2; i++) {
      service.post(
          "/api/passes",
          "{\"type\":\"full\",\"mailboxes\":[\"cora@example.org\"],\"startAt\":\"" + later + "\"}");
    }
    JsonNode stopped =
        RunningService.parse(
            service.post("/api/mailboxes/stop", "{\"mailboxes\":[\"c*\"]}").body());
    assertEquals(2, stopped.path("mailboxes").size());
  }

  @Test
  void whatIsWrongWithAnOrderIsSaid() throws Exception {
    assertProblem(400, "'type' is needed", "{\"mailboxes\":[\"*\"]}");
    assertProblem(400, "There is no pass type", "{\"type\":\"x\",\"mailboxes\":[\"*\"]}");
    assertProblem(400, "'mailboxes' is needed", "{\"type\":\"full\"}");
    assertProblem(400, "'mailboxes' is needed", "{\"type\":\"full\",\"mailboxes\":[]}");
    assertProblem(
        400,
        "Did you mean anna@example.org?",
        "{\"type\":\"full\",\"mailboxes\":[\"ana@example.org\"]}");
    assertProblem(
        400,
        "is in the past",
        "{\"type\":\"full\",\"mailboxes\":[\"*\"],\"startAt\":\"2020-01-01T20:00Z\"}");
    assertProblem(
        400,
        "for pre-stage passes only",
        "{\"type\":\"full\",\"mailboxes\":[\"*\"],\"olderThan\":\"90d\"}");
    assertProblem(
        400, "does not fit at 'mailbox'", "{\"type\":\"full\",\"mailbox\":\"anna@example.org\"}");
    assertProblem(400, "no JSON", "{type");
    assertProblem(400, "", "[]");
    assertProblem(400, "", "");
    HttpResponse<String> text =
        service.send(
            service
                .request("/api/passes")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"type\":\"full\",\"mailboxes\":[\"*\"]}")));
    assertEquals(415, text.statusCode(), text.body());
  }

  private static void assertProblem(int status, String detail, String body) throws Exception {
    HttpResponse<String> response = service.post("/api/passes", body);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElse(""));
    assertTrue(
        RunningService.parse(response.body()).path("detail").asText().contains(detail),
        response.body());
  }

  @Test
  void pathsMethodsAndParametersThatThereAreNotAreNamed() throws Exception {
    assertGives(404, "There is no /api/nothing", "/api/nothing");
    assertGives(404, "There is no /API/passes", "/API/passes");
    assertGives(404, "There is no pass 99", "/api/passes/99");
    assertGives(404, "There is no mailbox x@y", "/api/mailboxes/x@y/passes");
    assertGives(400, "not 'x'", "/api/passes/x");
    assertGives(400, "There is no parameter 'page'", "/api/passes?page=1");
    assertGives(400, "'limit' is a number from 1", "/api/passes?limit=0");
    assertGives(400, "is there twice", "/api/passes?limit=1&limit=2");
    assertGives(400, "'mailbox' is needed", "/api/items");
    assertGives(400, "'outcome' is one of", "/api/items?mailbox=anna@example.org&outcome=lost");
    HttpResponse<String> response = service.send(service.request("/api/passes/1").DELETE());
    assertEquals(405, response.statusCode(), response.body());
    assertEquals("GET", response.headers().firstValue("Allow").orElse(""));
  }

  private static void assertGives(int status, String detail, String path) throws Exception {
    HttpResponse<String> response = service.get(path);
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(
        RunningService.parse(response.body()).path("detail").asText().contains(detail),
        response.body());
  }

  @Test
  void mailboxesAreListedWithTheirLastPassInPages() throws Exception {
    JsonNode first = service.json("/api/mailboxes?limit=2");
    assertEquals(2, first.path("mailboxes").size());
    JsonNode rest = service.json("/api/mailboxes?limit=2&after=" + first.path("next").asText());
    assertEquals(1, rest.path("mailboxes").size());
    assertTrue(rest.path("next").isNull());
    assertEquals("cora@example.org", rest.path("mailboxes").get(0).path("source").asText());

    JsonNode found = service.json("/api/mailboxes?q=NEW-BERT");
    assertEquals(1, found.path("mailboxes").size());
    assertEquals("new-bert@example.org", found.at("/mailboxes/0/destination").asText());
  }

  @Test
  void aMailboxHasItsHistory() throws Exception {
    JsonNode passes = service.json("/api/mailboxes/cora%40example.org/passes").path("mailboxes");
    JsonNode oldest = passes.get(passes.size() - 1);
    assertEquals(1, oldest.path("pass").asInt());
    assertEquals("Failed", oldest.path("status").asText());
    assertTrue(oldest.path("message").asText().contains("The login of cora"), oldest.toString());
  }

  @Test
  void passesAreListedTheNewestFirst() throws Exception {
    submit("full", "anna@example.org");
    JsonNode passes = service.json("/api/passes").path("passes");
    assertTrue(passes.get(0).path("pass").asInt() > passes.get(1).path("pass").asInt());
  }

  @Test
  void aPassTellsOfEachMailboxAndFolder() throws Exception {
    JsonNode mailboxes = service.json("/api/passes/1/mailboxes").path("mailboxes");
    assertEquals(3, mailboxes.size());
    assertEquals("anna@example.org", mailboxes.get(0).path("source").asText());
    assertEquals("Completed", mailboxes.get(0).path("status").asText());
    assertEquals(MESSAGES, mailboxes.get(0).path("migrated").asInt());

    JsonNode folders = service.json("/api/passes/1/folders?limit=1").path("folders");
    assertEquals(1, folders.size());
    assertEquals("INBOX", folders.get(0).path("folder").asText());
    assertEquals(MESSAGES, folders.get(0).path("migrated").asInt());
  }

  @Test
  void aReportComesAsJsonCsvOrHtml() throws Exception {
    assertTrue(service.json("/api/passes/1/report").has("notMigrated"));
    assertFile("text/csv", "anna@example.org", "/api/passes/1/report?format=csv");
    assertFile("text/html", "<svg", "/api/passes/1/report?format=html");
    assertGives(404, "There is no pass 99", "/api/passes/99/report");
    assertGives(400, "'format' is one of", "/api/passes/1/report?format=pdf");
    assertEquals(0, service.json("/api/passes/1/forecast").path("sentences").size());
  }

  private static void assertFile(String mediaType, String content, String path) throws Exception {
    HttpResponse<String> response = service.get(path);
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(
        mediaType + "; charset=utf-8", response.headers().firstValue("Content-Type").orElse(""));
    assertTrue(response.body().contains(content), response.body());
  }

  @Test
  void itemsAreListedInPages() throws Exception {
    List<String> keys = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = service.json("/api/items?mailbox=anna@example.org&limit=2" + after);
      page.path("items").forEach(item -> keys.add(item.path("item").asText()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
    } while (!after.isEmpty());
    assertEquals(MESSAGES, keys.size());
    assertEquals(MESSAGES, keys.stream().distinct().count());
  }

  @Test
  void itemsAreFoundByWhatTheLedgerKnows() throws Exception {
    assertEquals(MESSAGES, items("folder=INBOX&outcome=migrated&pass=1").size());
    assertEquals(0, items("folder=Sent").size());
    assertEquals(0, items("outcome=failed").size());
    assertEquals(0, items("before=2020-01-01").size());
    assertEquals(MESSAGES, items("from=2020-01-01T00:00:00+01:00").size());
    JsonNode one = items("key=1").get(0);
    assertEquals("migrated", one.path("outcome").asText());
    assertEquals("new-anna@example.org", one.path("destination").asText());
    assertTrue(one.path("size").asLong() > 0);
  }

  @Test
  void itemsAreFoundByHeadersThatOnlyTheSourceKnows() throws Exception {
    assertEquals(MESSAGES - 1, items("subject=report").size());
    List<JsonNode> one = items("messageId=" + encoded("<4@anna>"));
    assertEquals(1, one.size());
    assertEquals("4", one.get(0).path("item").asText());
    assertEquals("migrated", one.get(0).path("outcome").asText());
    Instant date = Instant.parse(one.get(0).path("date").asText());
    assertEquals(1, items("messageId=" + encoded("<4@anna>") + "&from=" + date).size());
    assertEquals(0, items("messageId=" + encoded("<4@anna>") + "&before=" + date).size());
    assertEquals(
        0, items("messageId=" + encoded("<4@anna>") + "&from=" + date.plusSeconds(1)).size());
    assertEquals(0, items("subject=" + encoded("no such \"subject\"\\")).size());
    assertEquals(
        400, service.get("/api/items?mailbox=anna@example.org&subject=a%0D%0Ab").statusCode());
  }

  private static List<JsonNode> items(String query) throws Exception {
    JsonNode items = service.json("/api/items?mailbox=anna@example.org&" + query).path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void theProjectTellsItsSettings() throws Exception {
    JsonNode project = service.json("/api/project");
    assertEquals("test", project.path("project").asText());
    assertEquals(3, project.path("mailboxes").asInt());
    JsonNode concurrent =
        StreamSupport.stream(project.path("settings").spliterator(), false)
            .filter(each -> each.path("name").asText().equals("mailtrek.concurrent-mailboxes"))
            .findFirst()
            .orElseThrow();
    assertEquals("4", concurrent.path("value").asText());
    assertFalse(concurrent.path("set").asBoolean());
  }

  @Test
  void theDescriptionNamesEveryPathAndWhatItAnswers() throws Exception {
    JsonNode api = service.json("/api/openapi.json");
    assertTrue(api.path("openapi").asText().startsWith("3."), api.path("openapi").asText());
    assertEquals("MailTrek", api.at("/info/title").asText());
    assertTrue(api.at("/servers/0/url").asText().startsWith("http://127.0.0.1:"));
    assertEquals("http", api.at("/components/securitySchemes/token/type").asText());
    JsonNode paths = api.path("paths");
    for (String path :
        List.of(
            "/api/project",
            "/api/project/steps",
            "/api/project/cutover",
            "/api/dashboard",
            "/api/rates",
            "/api/log",
            "/api/limits",
            "/api/mailboxes/selection",
            "/api/mailboxes/{mailbox}",
            "/api/passes/preview",
            "/api/passes/{passId}/findings",
            "/api/passes/{passId}/restart",
            "/api/passes/{passId}/reschedule",
            "/api/errors/groups",
            "/api/mailboxes",
            "/api/mailboxes/{mailbox}/passes",
            "/api/mailboxes/stop",
            "/api/passes",
            "/api/passes/{passId}",
            "/api/passes/{passId}/mailboxes",
            "/api/passes/{passId}/folders",
            "/api/passes/{passId}/report",
            "/api/passes/{passId}/stop",
            "/api/errors",
            "/api/items")) {
      assertTrue(paths.has(path), path + " in " + paths);
    }
    JsonNode fields = api.at("/components/schemas/PassAnswer/properties");
    assertTrue(fields.has("cutOff") && fields.has("migrated"), fields.toString());
    JsonNode submit = paths.path("/api/passes").path("post");
    assertTrue(submit.path("requestBody").toString().contains("/PassOrder"), submit.toString());
    assertTrue(submit.at("/responses/201").toString().contains("/PassAnswer"), submit.toString());
    assertFalse(submit.path("responses").has("200"), submit.toString());
    assertEquals(200, service.get("/api/openapi.yaml").statusCode());
  }
}
