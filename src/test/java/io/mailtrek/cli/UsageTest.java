package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private final PretendEngines engines = new PretendEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws IOException {
    ProjectFolder unused = new ProjectFolder(home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "verify",
        "trial",
        "pre-stage",
        "full",
        "delta",
        "status",
        "errors",
        "reschedule",
        "limits",
        "stop",
        "encrypt"
      })
  void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
    Run help = Run.of(engines, command, "--help");

    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("Usage: mailtrek "), help.out());
    assertTrue(help.out().contains("--home=DIR"), help.out());
    assertTrue(help.out().contains("Exit codes:"), help.out());
    assertTrue(help.out().contains("Examples:"), help.out());
  }

  @Test
  void tellsItsVersion() {
    Run version = Run.of(engines, "--version");

    assertEquals(0, version.exitCode());
    assertTrue(version.out().startsWith("MailTrek "), version.out());
  }

  @Test
  void asksForACommand() {
    assertMisused("A command is missing.");
  }

  @Test
  void namesTheNearestCommandAndOption() {
    assertMisused("Did you mean: mailtrek status", "stats");
    assertMisused("Possible solutions: --mailbox, --mailboxes", "full", "--mailbx", "a@b");
  }

  @Test
  void asksWhichMailboxesAPassIsAbout() {
    assertMisused("Missing required argument", "full");
    assertMisused("mutually exclusive", "full", "--all", "--mailbox", "anna@old.example");
  }

  @Test
  void refusesLimitsAndTimesThatAreNone() {
    assertMisused("'90x' is not a number of days", "pre-stage", "--all", "--older-than", "90x");
    assertMisused("'90d' is not a date", "pre-stage", "--all", "--before", "90d");
    assertMisused(
        "mutually exclusive",
        "pre-stage",
        "--all",
        "--before",
        "2026-01-01",
        "--older-than",
        "30d");
    assertMisused("is in the past", "full", "--all", "--start-at", "2020-01-01T20:00");
    assertMisused("'soon' is not a date", "full", "--all", "--start-at", "soon");
  }

  @Test
  void printsEveryMistakeOfTheConfigurationAndStartsNothing() throws IOException {
    Files.writeString(
        home.resolve("config/application.properties"), "mailtrek.projekt = x\n# nothing else\n");

    Run run = Run.of(engines, "full", "--all", "--home", home);

    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().contains("config/application.properties:1:1: There is no setting"), run.err());
    assertTrue(run.err().contains("mailtrek.source.imap is not set"), run.err());
    assertTrue(run.err().contains("mistakes; nothing was done."), run.err());
    assertEquals(List.of(), engines.calls);
    assertTrue(Files.notExists(home.resolve("data")));
  }

  @Test
  void namesTheNearestMailbox() {
    Run run = Run.of(engines, "--home", home, "full", "--mailbox", "ana@old.example");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("Did you mean anna@old.example?"), run.err());
    assertEquals(List.of(), engines.calls);
  }

  @Test
  void refusesAFolderWithoutAProject() {
    Run run = Run.of(engines, "status", "--home", home.resolve("none"));

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("The file is missing"), run.err());
  }

  private void assertMisused(String message, Object... words) {
    Run run = Run.of(engines, words);

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains(message), run.err());
    assertTrue(run.err().contains("--help"), run.err());
  }
}
