package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters, dates and folder rules of a project, on the shipped routes. */
class ProjectOptionsTest {
  private static final String USER = "anna";

  private final GreenMail source = EmbeddedImap.start(USER);
  private final GreenMail destination = EmbeddedImap.start(USER);
  private TestProject project;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void thePreStagePassMovesWhatIsOlderThanItsCutOff() throws Exception {
    seed(message("INBOX", 91), message("INBOX", 89), message("INBOX", 400));

    MailboxPassRecord record = project.preStage("90d").get(0);

    assertEquals(2, record.counts().migrated());
    assertEquals(Map.of("cut-off", 1L), filteredBy(record));
  }

  @Test
  void theDatesOfThePreStagePassOverrideThoseOfTheProject() throws Exception {
    project.set("mailtrek.earliest-date", "100d");
    seed(message("INBOX", 50), message("INBOX", 200));

    MailboxPassRecord preStage = project.preStage("90d").get(0);
    MailboxPassRecord full = project.full().get(0);

    assertEquals(1, preStage.counts().migrated());
    assertEquals(1, full.counts().migrated());
    assertEquals(1, full.counts().alreadyMigrated());
  }

  @Test
  void theFullPassKeepsToTheDatesOfTheProject() throws Exception {
    project.set("mailtrek.earliest-date", "100d").set("mailtrek.latest-date", "10d");
    seed(message("INBOX", 5), message("INBOX", 50), message("INBOX", 200));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(1, record.counts().migrated());
    assertEquals(Map.of("project-dates", 2L), filteredBy(record));
  }

  @Test
  void theDateHeaderDecidesWhereTheProjectSaysSo() throws Exception {
    project.set("mailtrek.date-source", "date-header");
    OffsetDateTime sent = OffsetDateTime.now(ZoneOffset.UTC).minusDays(300);
    String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(sent);
    seed(
        message("INBOX", 1, "Date: " + date + "\r\nSubject: sent long ago\r\n\r\nText\r\n"),
        message("INBOX", 300, "Date: nonsense\r\nSubject: no usable date\r\n\r\nText\r\n"));

    MailboxPassRecord preStage = project.preStage("90d").get(0);
    assertEquals(1, preStage.counts().migrated());
    assertEquals(Map.of("cut-off", 1L), filteredBy(preStage));

    assertEquals(1, project.full().get(0).counts().migrated());
  }

  @Test
  void largeItemsAreLeftOut() throws Exception {
    project.set("mailtrek.max-item-size", "1KB");
    seed(
        message("INBOX", 100),
        message("INBOX", 100, "Subject: large\r\n\r\n" + "x".repeat(3_000) + "\r\n"));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(1, record.counts().migrated());
    assertEquals(Map.of("size", 1L), filteredBy(record));
  }

  @Test
  void anItemTypeThatTheProjectDoesNotWantIsLeftOut() throws Exception {
    project.set("mailtrek.item-types", "calendar");
    seed(message("INBOX", 100));

    assertEquals(Map.of("item-type", 1L), filteredBy(project.full().get(0)));
  }

  @Test
  void excludedFoldersAreNeitherReadNorMade() throws Exception {
    project.set("mailtrek.folder-filter", "^(trash|junk)(/|$)");
    seed(message("INBOX", 100), message("Trash", 100), message("Trash", 101), message("Keep", 1));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(2, record.counts().migrated());
    assertEquals(Map.of("folder", 2L), filteredBy(record));
    assertFalse(destinationFolders().contains("Trash"));
    assertTrue(destinationFolders().contains("Keep"));
  }

  @Test
  void foldersGoWhereTheRulesSay() throws Exception {
    project
        .set("mailtrek.folder-map.1", "^Old stuff/ -> Archive/")
        .set("mailtrek.folder-map.2", "^Old -> Never");
    seed(message("INBOX", 100), message("Old stuff/2020", 100), message("Old", 100));

    assertEquals(3, project.full().get(0).counts().migrated());

    List<String> folders = destinationFolders();
    assertTrue(folders.contains("Archive/2020"), folders.toString());
    assertTrue(folders.contains("Never"), folders.toString());
    assertFalse(folders.contains("Old stuff/2020"), folders.toString());
  }

  @Test
  void twoFoldersThatGoToOneKeepAllTheirItems() throws Exception {
    project.set("mailtrek.folder-map.1", "^(One|Two)$ -> Both");
    seed(message("One", 100), message("Two", 100), message("Two", 101));

    assertEquals(3, project.full().get(0).counts().migrated());
    assertEquals(3, project.full().get(0).counts().alreadyMigrated());
    assertEquals(3, destination().folder("Both").messages().size());
  }

  @Test
  void aSecondPreStageWithALaterCutOffMovesOnlyWhatIsBetween() throws Exception {
    seed(message("INBOX", 200), message("INBOX", 50), message("INBOX", 5));

    assertEquals(1, project.preStage("90d").get(0).counts().migrated());
    MailboxPassRecord second = project.preStage("30d").get(0);

    assertEquals(1, second.counts().migrated());
    assertEquals(1, second.counts().alreadyMigrated());
    assertEquals(1, second.counts().filtered());
    assertEquals(MailboxPassStatus.COMPLETED, second.status());
  }

  @Test
  void theCutOffIsFrozenWhenThePassIsSubmitted() throws Exception {
    seed(message("INBOX", 200));
    Instant before = Instant.now();
    MailboxPassRecord record = project.preStage("90d").get(0);

    Instant cutOff =
        project
            .engine()
            .ledger()
            .passes()
            .find(record.passId())
            .orElseThrow()
            .cutOff()
            .orElseThrow();
    assertTrue(Math.abs(ChronoUnit.MINUTES.between(cutOff, before) - 90 * 24 * 60) <= 61);
  }

  private void seed(SampleMessage... messages) throws Exception {
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(List.of(messages));
    }
  }

  private Map<String, Long> filteredBy(MailboxPassRecord record) throws Exception {
    Map<String, Long> all = new HashMap<>();
    project
        .engine()
        .ledger()
        .passes()
        .folderCounts(record.passId(), record.mailboxId())
        .forEach(
            folder ->
                folder
                    .filteredBy()
                    .forEach((filter, items) -> all.merge(filter, items, Long::sum)));
    return all;
  }

  private List<String> destinationFolders() throws Exception {
    return new ArrayList<>(destination().folders().keySet());
  }

  private MailboxSnapshot destination() throws Exception {
    return MailboxSnapshot.read(destination.getImap().getPort(), USER, TestProject.PASSWORD);
  }

  private static SampleMessage message(String folder, int daysAgo) {
    return message(
        folder, daysAgo, "Subject: " + daysAgo + " days\r\n\r\nText in " + folder + "\r\n");
  }

  private static SampleMessage message(String folder, int daysAgo, String text) {
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).minusDays(daysAgo),
        text.getBytes(StandardCharsets.US_ASCII));
  }
}
