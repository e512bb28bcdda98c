package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change passes which wait or run. */
class LimitsAndRescheduleTest {
  private final CamelEngines engines = new CamelEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws Exception {
    ProjectFolder unused =
        new ProjectFolder(home)
            .settings(ProjectFolder.SETTINGS + "mailtrek.blackout-hours = SUN 03:00-04:00 UTC\n");
  }

  @Test
  void limitsShowsAndChangesThem() throws Exception {
    Run before = run("limits");
    Run changed =
        run(
            "limits",
            "--set",
            "concurrent-mailboxes=9",
            "--set",
            "destination.max-bytes-per-second=5MB");
    JsonNode json = new ObjectMapper().readTree(run("limits", "--json").out());
    Run back =
        run(
            "limits",
            "--set",
            "concurrent-mailboxes=configured",
            "--set",
            "destination.max-bytes-per-second=none");

    assertTrue(before.out().contains("Blackout hours: SUN 03:00-04:00 UTC"), before.out());
    assertTrue(before.out().matches("(?s).*concurrent-mailboxes +4 +4 +-\\R.*"), before.out());
    assertTrue(changed.out().matches("(?s).*concurrent-mailboxes +9 +4 +20.*"), changed.out());
    assertEquals("concurrent-mailboxes", json.at("/limits/0/name").asText());
    assertEquals(9, json.at("/limits/0/value").asInt());
    assertEquals(4, json.at("/limits/0/configured").asInt());
    assertEquals("destination.max-bytes-per-second", json.at("/limits/4/name").asText());
    assertEquals(5 << 20, json.at("/limits/4/value").asInt());
    assertTrue(json.at("/limits/4/configured").isNull());
    assertEquals(before.out(), back.out());
  }

  @Test
  void limitsRefusesWhatIsNone() {
    Run number = run("limits", "--set", "concurrent-mailboxes=0");
    Run needed = run("limits", "--set", "concurrent-mailboxes=none");
    Run name = run("limits", "--set", "mailboxes=2");

    assertEquals(2, number.exitCode());
    assertTrue(number.err().contains("'0' is not a whole number from 1"), number.err());
    assertTrue(needed.err().contains("concurrent-mailboxes needs a number."), needed.err());
    assertTrue(
        name.err().contains("There is no limit 'mailboxes'. There are: concurrent-mailboxes,"),
        name.err());
  }

  @Test
  void rescheduleMovesAStartAndStatusShowsIt() throws Exception {
    submit(Instant.now().plus(Duration.ofHours(1)));
    Instant start =
        Instant.now().plus(Duration.ofHours(5).plusMinutes(12)).truncatedTo(ChronoUnit.MINUTES);

    Run moved = run("reschedule", "--pass", "1", "--start-at", start.plusSeconds(60));

    assertEquals(0, moved.exitCode(), moved.err());
    assertTrue(
        moved.out().startsWith("Pass 1: Submitted, will start in 5 h 12 min")
            || moved.out().startsWith("Pass 1: Submitted, will start in 5 h 11 min"),
        moved.out());
    assertTrue(run("status").out().contains("Submitted, will start in 5 h 1"));
    JsonNode json =
        new ObjectMapper()
            .readTree(run("reschedule", "--pass", "1", "--start-at", start, "--json").out());
    assertEquals("Submitted", json.get("status").asText());
    assertEquals(start.toString(), json.get("startAt").asText());
  }

  @Test
  void reschedulingToNowQueuesThePass() throws Exception {
    submit(Instant.now().plus(Duration.ofHours(1)));

    assertEquals("Pass 1: Queued\n", run("reschedule", "--pass", "1", "--now").out());

    Run late = run("reschedule", "--pass", "1", "--now");
    assertEquals(2, late.exitCode());
    assertTrue(
        late.err().contains("Pass 1 does not wait for its start any more: it is Queued."),
        late.err());
  }

  @Test
  void rescheduleAsksForAPassThatIsThereAndATimeToCome() throws Exception {
    assertTrue(run("reschedule", "--pass", "1", "--now").err().contains("There is no pass 1."));
    submit(Instant.now().plus(Duration.ofHours(1)));

    assertTrue(run("reschedule", "--pass", "2", "--now").err().contains("There is no pass 2."));
    assertTrue(
        run("reschedule", "--pass", "1", "--start-at", "2020-01-01T20:00")
            .err()
            .contains("is in the past"));
    assertEquals(2, run("reschedule", "--pass", "1").exitCode());
  }

  private void submit(Instant start) throws Exception {
    try (Engine engine = engines.connect(ProjectFiles.load(home))) {
      long unused =
          engine.submit(
              new PassRequest(
                  PassType.FULL,
                  Optional.empty(),
                  ProjectFiles.load(home).mailboxes(),
                  Optional.of(start),
                  false));
    }
  }

  private Run run(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--home", home));
    all.addAll(List.of(words));
    return Run.of(engines, all.toArray());
  }
}
