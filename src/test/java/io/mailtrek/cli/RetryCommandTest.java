package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {
  private final PretendEngines engines = new PretendEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws Exception {
    ProjectFolder unused = new ProjectFolder(home);
  }

  @Test
  void isRefusedWithTheReasonsWhenThereIsNothingToRetry() throws Exception {
    run("full", "--mailbox", "anna@old.example");

    Run run = run("retry", "--all");

    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().contains("anna@old.example (pass 1, full) is Completed without errors."),
        run.err());
    assertTrue(run.err().contains("bernd@old.example was in no pass yet"), run.err());
    assertEquals(1, engines.requests.size());
  }

  @Test
  void leavesOutWhatHasNoErrors() throws Exception {
    run("full", "--all");
    fail("anna@old.example");

    Run run = run("retry", "--all");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("Left out: The last pass of bernd@old.example"), run.err());
    assertEquals(PassType.RETRY, engines.requests.get(1).type());
    assertEquals(
        List.of("anna@old.example"),
        engines.requests.get(1).mailboxes().stream().map(Mailbox::source).toList());
  }

  @Test
  void goesOnWithARetryThatWasStopped() throws Exception {
    run("full", "--all");
    fail("anna@old.example");
    engines.end = Optional.of(MailboxPassStatus.STOPPED);

    Run stopped = run("retry", "--all");
    engines.end = Optional.of(MailboxPassStatus.COMPLETED);

    assertEquals(1, stopped.exitCode());
    assertTrue(stopped.err().contains("To go on: mailtrek retry --all"), stopped.err());
    assertEquals(0, run("retry", "--all").exitCode());
  }

  @Test
  void endsWith1WhenAMailboxWasLeftOutThatIsNotComplete() throws Exception {
    run("full", "--mailbox", "anna@old.example");
    fail("anna@old.example");
    engines.end = Optional.of(MailboxPassStatus.FAILED);
    run("full", "--mailbox", "bernd@old.example");
    engines.end = Optional.of(MailboxPassStatus.COMPLETED);

    Run run = run("retry", "--all");

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("mailtrek full --mailbox bernd@old.example"), run.err());
  }

  @Test
  void errorsSayWhatTheyAreAndWhatToDoOnceForEachKind() throws Exception {
    run("full", "--all");
    fail("anna@old.example");

    Run text = run("errors");
    JsonNode json = new ObjectMapper().readTree(run("errors", "--json").out()).get("errors");

    assertTrue(text.out().contains("    too-large: 40 MB are too much"), text.out());
    assertTrue(text.out().contains("    kept as /q/12.eml"), text.out());
    assertTrue(text.out().contains("1 too-large: Raise the limit"), text.out());
    assertEquals("too-large", json.get(0).get("problem").asText());
    assertEquals("item-permanent", json.get(0).get("errorClass").asText());
    assertEquals("PermanentException", json.get(0).get("class").asText());
    assertTrue(json.get(0).get("advice").asText().contains("mailtrek retry"));
  }

  @Test
  void repairedItemsHaveAListOfTheirOwn() throws Exception {
    run("full", "--all");

    assertEquals("Nothing was repaired.\n", run("errors", "--repaired").out());
    assertEquals("{\"count\":0,\"repaired\":[]}\n", run("errors", "--repaired", "--json").out());
  }

  /** Records an error of the last pass of a mailbox. */
  private void fail(String source) throws Exception {
    try (Ledger ledger = Ledger.open(ProjectFiles.load(home).ledger())) {
      Mailbox mailbox =
          ProjectFiles.load(home).mailboxes().stream()
              .filter(each -> each.source().equals(source))
              .findFirst()
              .orElseThrow();
      ledger
          .passes()
          .recordFailures(
              List.of(
                  new Failure(
                      ledger.mailboxId(mailbox.source(), mailbox.destination()),
                      1,
                      FolderPath.INBOX,
                      ItemType.MAIL,
                      new ItemKey("12"),
                      "PermanentException",
                      "40 MB are too much",
                      Optional.empty(),
                      40,
                      Instant.now(),
                      Optional.of(Problem.TOO_LARGE),
                      "7",
                      1,
                      Optional.of("/q/12.eml"))));
    }
  }

  private Run run(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--home", home));
    all.addAll(List.of(words));
    return Run.of(engines, all.toArray());
  }
}
