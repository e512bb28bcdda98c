package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.pass.ProjectLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassCommandTest {
  private static final List<String> FIELDS =
      List.of(
          "pass",
          "type",
          "status",
          "cutOff",
          "adopt",
          "mailboxes",
          "listed",
          "migrated",
          "alreadyMigrated",
          "adopted",
          "filtered",
          "skipped",
          "failed",
          "bytes",
          "seconds");

  private final PretendEngines engines = new PretendEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws IOException {
    ProjectFolder unused = new ProjectFolder(home);
  }

  @Test
  void printsTheTableAndTheSum() {
    Run run = run("full", "--all");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("Pass 1, full: Completed"), run.out());
    assertTrue(run.out().matches("(?s).*anna@old.example  +Completed .* 4 .*2.0 KB.*"), run.out());
    assertTrue(
        run.out()
            .contains(
                "listed 20 = 8 migrated + 6 already migrated + 0 adopted + 6 filtered + 0 skipped"
                    + " + 0 failed"),
        run.out());
    assertTrue(run.out().contains("\nfiltered by: cut-off 6\n"), run.out());
    assertEquals("Report: " + home.resolve("reports/pass-1-full.html"), run.lastLine());
    assertEquals(List.of("start", "close"), engines.calls);
    assertFalse(run.out().contains("\u001b"), "no colours and no painting in a pipe");
  }

  @Test
  void printsNothingButOneObjectWithJson() throws IOException {
    Run run = run("delta", "--mailbox", "ANNA@*", "--json");

    JsonNode json = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    assertEquals(0, run.exitCode());
    assertEquals(1, run.out().lines().count());
    assertEquals(FIELDS, fields);
    assertEquals("full", json.get("type").asText());
    assertEquals("Completed", json.get("status").asText());
    assertTrue(json.get("cutOff").isNull());
    assertEquals(1, json.get("mailboxes").asInt());
    assertEquals(10, json.get("listed").asInt());
    assertEquals(2048, json.get("bytes").asInt());
  }

  @Test
  void submitsWhatWasAskedFor() {
    run("pre-stage", "--mailbox", "bernd@old.example", "--older-than", "30d");
    run("pre-stage", "--all", "--before", "2026-01-01");

    PassRequest first = engines.requests.get(0);
    assertEquals(PassType.PRE_STAGE, first.type());
    assertEquals(Optional.of(OlderThan.days(30)), first.olderThan());
    assertEquals(
        List.of("bernd@old.example"), first.mailboxes().stream().map(Mailbox::source).toList());
    assertEquals(Optional.of(OlderThan.parse("2026-01-01")), engines.requests.get(1).olderThan());
  }

  @Test
  void saysInSummaryStatusAndJsonThatAPassAdopts() throws IOException {
    Run summary = run("full", "--all", "--adopt");
    Run json = run("pre-stage", "--mailbox", "anna@old.example", "--adopt", "--json");

    assertTrue(engines.requests.get(0).adopt());
    assertTrue(summary.out().contains("Pass 1, full --adopt: Completed"), summary.out());
    assertTrue(new ObjectMapper().readTree(json.lastLine()).get("adopt").asBoolean());
    assertTrue(run("status").out().contains("1 full --adopt"));
    assertTrue(
        new ObjectMapper()
            .readTree(run("status", "--json").out())
            .get("mailboxes")
            .get(0)
            .get("adopt")
            .asBoolean());
  }

  @Test
  void endsWith1WhenAMailboxFailed() {
    engines.end = Optional.of(MailboxPassStatus.FAILED);

    Run run = run("full", "--all");

    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("The login was refused."), run.out());
  }

  @Test
  void endsWith1WhenAnItemFailed() {
    engines.counts = new Counts(10, 8, 0, 0, 0, 0, 2, 100, 0);

    Run run = run("full", "--all");

    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("Completed with 2 errors"), run.out());
    assertTrue(run.out().contains("mailtrek errors"), run.out());
  }

  @Test
  void refusesAProjectThatAnotherCommandHolds() {
    ProjectLock other = ProjectLock.take(home.resolve("data"), "pre-stage").orElseThrow();
    try {
      Run run = run("full", "--all");

      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("'mailtrek pre-stage'"), run.err());
      assertTrue(run.err().contains("process " + ProcessHandle.current().pid()), run.err());
      assertEquals(List.of(), engines.calls);
    } finally {
      other.close();
    }
  }

  @Test
  void handsThePassOverToAService() {
    ProjectLock service = ProjectLock.take(home.resolve("data"), "run").orElseThrow();
    try {
      Run run = run("full", "--all", "--json");

      assertEquals(0, run.exitCode());
      assertTrue(run.err().contains("was handed to the service"), run.err());
      assertTrue(run.lastLine().startsWith("{\"pass\":1,"), run.out());
      assertEquals(List.of("connect", "close"), engines.calls);
    } finally {
      service.close();
    }
  }

  @Test
  void refusesASecondService() {
    ProjectLock service = ProjectLock.take(home.resolve("data"), "run").orElseThrow();
    try {
      Run run = run("run");

      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("in use by 'mailtrek run'"), run.err());
    } finally {
      service.close();
    }
  }

  @Test
  void statusTellsOfMailboxesThatWereNeverSubmittedAndMakesNoLedger() {
    Run run = run("status");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("Not Submitted"), run.out());
    assertTrue(Files.notExists(home.resolve("data")));
  }

  @Test
  void statusTellsOfTheLastPassOfEachMailbox() throws IOException {
    run("pre-stage", "--all");
    run("full", "--mailbox", "anna@old.example");

    Run table = run("status");
    JsonNode json = new ObjectMapper().readTree(run("status", "--json").out());

    assertTrue(table.out().matches("(?s).*anna@old.example +2 full +Completed.*"), table.out());
    assertTrue(table.out().matches("(?s).*bernd@old.example +1 pre-stage +Com.*"), table.out());
    assertEquals(2, json.get("mailboxes").get(0).get("pass").asInt());
    assertEquals("Completed", json.get("mailboxes").get(1).get("status").asText());
    assertTrue(json.get("process").isNull());
  }

  @Test
  void stopEndsWhatNoProcessWorksOn() {
    engines.end = Optional.empty();
    ProjectLock service = ProjectLock.take(home.resolve("data"), "run").orElseThrow();
    service.close();
    submitOnly();

    Run none = run("stop", "--pass", "99");
    Run stopped = run("stop", "--mailbox", "anna@old.example");
    Run all = run("stop", "--all", "--json");

    assertTrue(none.out().contains("Nothing to stop"), none.out());
    assertEquals("anna@old.example, pass 1: Stopped\n", stopped.out());
    assertTrue(all.out().contains("\"mailbox\":\"bernd@old.example\""), all.out());
    assertTrue(run("status").out().contains("Stopped"));
  }

  @Test
  void errorsTellsWhenThereAreNone() throws IOException {
    assertEquals("No errors.\n", run("errors").out());
    assertEquals(
        0, new ObjectMapper().readTree(run("errors", "--json").out()).get("count").asInt());
  }

  private void submitOnly() {
    try (Engine engine = engines.connect(ProjectFiles.load(home))) {
      long unused =
          engine.submit(
              new PassRequest(
                  PassType.FULL,
                  Optional.empty(),
                  ProjectFiles.load(home).mailboxes(),
                  Optional.empty(),
                  false));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private Run run(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--home", home));
    all.addAll(List.of(words));
    return Run.of(engines, all.toArray());
  }
}
