package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.pass.Engine;
import io.mailtrek.server.RawImap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pass leaves in the folder of reports. */
class PassReportTest {
  private static final String USER = "anna";

  private final GreenMail source = EmbeddedImap.start(USER);
  private final GreenMail destination = EmbeddedImap.start(USER);
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(
          List.of(
              message(1, 400, "2024-03-05T09:30:00+01:00"),
              message(2, 5000, "2024-03-06T09:30:00+01:00"),
              message(
                  3, 300, OffsetDateTime.now(ZoneOffset.UTC).minusDays(1).withNano(0).toString())));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void aPreStagePassIsReportedWithItsForecastAndWhatItLeft() throws Exception {
    project.set("mailtrek.max-item-size", "2KB");

    project.preStage("90d");
    project.close();

    JsonNode report = json("pass-1-pre-stage.json");
    assertEquals("Completed", report.get("status").asText());
    assertEquals(3, report.get("listed").asInt());
    assertEquals(1, report.get("migrated").asInt());
    assertEquals(1, report.get("notMigrated").size(), "what the cut-off holds back is counted");
    assertEquals("size", report.get("notMigrated").get(0).get("reason").asText());
    assertTrue(report.get("notMigrated").get(0).get("size").asInt() > 4000);
    assertEquals(1, report.get("forecast").get("items").asInt());
    assertTrue(report.get("forecast").get("bytes").asInt() > 200);
    assertTrue(report.get("forecast").get("likelySeconds").asDouble() > 0);
    JsonNode mailbox = report.get("mailboxes").get(0);
    assertTrue(mailbox.get("sourceWaitSeconds").isNumber());
    assertEquals(3, mailbox.get("types").get(0).get("listed").asInt());
    assertTrue(read("pass-1-pre-stage.html").contains("anna@example.org"));
    assertEquals(2, read("pass-1-pre-stage.csv").lines().count());
    assertEquals(2, read("pass-1-pre-stage-not-migrated.csv").lines().count());
  }

  @Test
  void eachPassHasItsReportInTheFormatsThatAreSet() throws Exception {
    project.set("mailtrek.reports.formats", "json");

    project.preStage("90d");
    project.full();
    project.close();

    try (Stream<Path> files = Files.list(project.home().resolve("reports"))) {
      assertEquals(
          List.of("pass-1-pre-stage.json", "pass-2-full.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    JsonNode report = json("pass-2-full.json");
    assertEquals(2, report.get("passes").size());
    assertEquals(0, report.get("notMigrated").size());
    assertTrue(report.get("forecast").isNull());
  }

  @Test
  void noneIsWrittenWhenNoneIsWanted() throws Exception {
    project.set("mailtrek.reports.formats", "none");

    project.full();
    project.close();

    assertFalse(Files.exists(project.home().resolve("reports")));
  }

  @Test
  void onlySoManyItemsAreListedAsAreSet() throws Exception {
    project.set("mailtrek.max-item-size", "1B").set("mailtrek.reports.max-items", "2");

    project.full();
    project.close();

    JsonNode report = json("pass-1-full.json");
    assertEquals(3, report.get("filteredBy").get("size").asInt());
    assertEquals(2, report.get("notMigrated").size());
  }

  @Test
  void theSampleRouteWritesTheLedgerAsATable() throws Exception {
    project.full();
    project.close();
    Files.copy(
        Path.of("routes/samples/report.camel.yaml"),
        project.home().resolve("routes/report.camel.yaml"));
    project.editRoute("report.camel.yaml", "0 0 7 * * ?", "* * * * * ?");

    try (Engine unused = new CamelEngines().start(project.project(), true)) {
      TestProject.until(() -> table().isPresent());
    }

    List<String> lines = Files.readAllLines(table().orElseThrow());
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("\"PASS\",\"TYPE\",\"SOURCE\""), lines.get(0));
    assertTrue(lines.get(1).startsWith("1,\"FULL\",\"anna@example.org\""), lines.get(1));
  }

  @Test
  void theSampleRouteIsLeftToTheService() throws Exception {
    Files.copy(
        Path.of("routes/samples/report.camel.yaml"),
        project.home().resolve("routes/report.camel.yaml"));
    project.editRoute("report.camel.yaml", "jdbc:ledgerDatabase", "jdbc:noSuchDatabase");

    assertEquals(3, project.full().get(0).counts().migrated());
  }

  private Optional<Path> table() {
    try (Stream<Path> files = Files.list(project.home().resolve("reports"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("mailboxes-[\\d-]+\\.csv"))
          .findFirst();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(read(name));
  }

  private String read(String name) throws IOException {
    return Files.readString(project.home().resolve("reports").resolve(name));
  }

  private static SampleMessage message(int number, int size, String date) {
    String text =
        "Message-ID: <"
            + number
            + "@example.org>\r\nSubject: Number "
            + number
            + "\r\n\r\n"
            + ("x".repeat(60) + "\r\n").repeat(size / 62)
            + "End\r\n";
    return new SampleMessage(
        "INBOX", List.of(), OffsetDateTime.parse(date), text.getBytes(StandardCharsets.US_ASCII));
  }
}
