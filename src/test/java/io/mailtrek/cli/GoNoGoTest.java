package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} and {@code trial} print. */
class GoNoGoTest {
  private static final Finding LOGIN =
      new Finding(Side.SOURCE, Subject.LOGIN, Verdict.GO, "anna logs in");
  private static final Finding NEARLY_FULL =
      new Finding(
          Side.DESTINATION,
          Subject.SPACE,
          Verdict.CAUTION,
          "1.0 GB to move, 1.1 GB left of 2.0 GB",
          "Raise the quota");
  private static final Finding REFUSED =
      new Finding(Side.DESTINATION, Subject.LOGIN, Verdict.NO_GO, "NO. Check the password");
  private static final Finding BYTES =
      new Finding(Side.DESTINATION, Subject.BYTES, Verdict.GO, "all bytes are kept");
  private static final Workload WORKLOAD =
      new Workload(20_000, 1 << 30, 9 << 20, OptionalLong.of(1_181_116_006));

  private final PretendEngines engines = new PretendEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws IOException {
    ProjectFolder unused = new ProjectFolder(home);
    engines.counts = Counts.ZERO;
  }

  @Test
  void printsALineAMailboxWithAdvice() {
    engines.preflight =
        Optional.of(new Preflight(List.of(LOGIN, NEARLY_FULL), Optional.of(WORKLOAD)));

    Run run = run("verify", "--all");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(PassType.VERIFY, engines.requests.get(0).type());
    assertTrue(run.out().contains("Pass 1, verify: 2 caution"), run.out());
    assertTrue(
        run.out()
            .matches(
                "(?s).*anna@old.example +caution +20,000 +1.0 GB +9.0 MB +1.1 GB\\R"
                    + "  caution, destination space: 1.0 GB to move, 1.1 GB left of 2.0 GB."
                    + " Raise the quota\\R.*"),
        run.out());
    assertFalse(run.out().contains("anna logs in"), run.out());
    assertFalse(run.out().contains("migrated"), "there is no sum of items: " + run.out());
  }

  @Test
  void showsAllChecksWithDetails() {
    engines.preflight = Optional.of(new Preflight(List.of(LOGIN), Optional.of(WORKLOAD)));

    Run run = run("verify", "--all", "--details");

    assertTrue(run.out().contains("  go, source login: anna logs in"), run.out());
  }

  @Test
  void endsWith1AndDashesWhereAMailboxIsNoGo() {
    engines.end = Optional.of(MailboxPassStatus.FAILED);
    engines.preflight = Optional.of(new Preflight(List.of(NEARLY_FULL, REFUSED), Optional.empty()));

    Run run = run("verify", "--mailbox", "anna@old.example");

    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("Pass 1, verify: 1 no-go"), run.out());
    assertTrue(run.out().matches("(?s).*anna@old.example +no-go +- +- +- +-\\R.*"), run.out());
    assertTrue(
        run.out()
            .matches(
                "(?s).*no-go, destination login: NO. Check the password\\R"
                    + "  caution, destination space: .*"),
        "the worst comes first: " + run.out());
  }

  @Test
  void saysWhyWhereNothingWasFoundOut() {
    engines.end = Optional.of(MailboxPassStatus.FAILED);
    Run failed = run("verify", "--mailbox", "anna@old.example");
    engines.end = Optional.of(MailboxPassStatus.STOPPED);
    Run stopped = run("verify", "--mailbox", "anna@old.example");

    assertTrue(failed.out().contains("Pass 1, verify: 1 no-go"), failed.out());
    assertTrue(failed.out().contains("The login was refused."), failed.out());
    assertTrue(stopped.out().contains("Pass 2, verify: 1 not verified"), stopped.out());
    assertTrue(stopped.err().contains("To go on: mailtrek verify --mailbox"), stopped.err());
  }

  @Test
  void printsTheSumOfATrialBelowItsChecks() {
    engines.counts = new Counts(100, 10, 0, 0, 90, 0, 0, 2048, 0);
    engines.preflight = Optional.of(new Preflight(List.of(LOGIN, BYTES), Optional.of(WORKLOAD)));

    Run run = run("trial", "--mailbox", "anna@old.example");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(PassType.TRIAL, engines.requests.get(0).type());
    assertTrue(run.out().contains("Pass 1, trial: 1 go"), run.out());
    assertTrue(run.out().contains("  the destination keeps bytes of a message"), run.out());
    assertTrue(run.out().contains("Pass 1, trial: Completed"), run.out());
    assertTrue(run.out().contains("listed 100 = 10 migrated"), run.out());
  }

  @Test
  void addsTheChecksToTheObjectOfThePass() throws Exception {
    engines.preflight =
        Optional.of(new Preflight(List.of(LOGIN, NEARLY_FULL), Optional.of(WORKLOAD)));

    Run run = run("verify", "--all", "--json");

    assertEquals(1, run.out().lines().count());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals("verify", json.get("type").asText());
    assertEquals("Completed", json.get("status").asText());
    assertEquals(2, json.get("verdicts").get("caution").asInt());
    assertEquals(0, json.get("verdicts").get("noGo").asInt());
    JsonNode anna = json.get("checks").get(0);
    assertEquals("anna@old.example", anna.get("mailbox").asText());
    assertEquals("caution", anna.get("verdict").asText());
    assertEquals(20_000, anna.get("items").asLong());
    assertEquals(1_181_116_006, anna.get("spaceLeft").asLong());
    assertEquals("space", anna.get("findings").get(1).get("subject").asText());
    assertEquals("Raise the quota", anna.get("findings").get(1).get("advice").asText());
  }

  @Test
  void aVerificationTakesOverNothing() {
    Run run = run("verify", "--all", "--adopt");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("Unknown option: '--adopt'"), run.err());
  }

  private Run run(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--home", home));
    all.addAll(List.of(words));
    return Run.of(engines, all.toArray());
  }
}
