package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.camel.Transfer;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.RawImap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Options of single mailboxes, when options take effect, and what each does in a whole pass. */
class MailboxOptionsTest {
  private static final String CONTEXT = "mailbox-options";

  private static final String DELIVER = "- to:\n    id: deliver\n".indent(32);

  /** Fails what has 'fails' in it, after its content was read. */
  private static final String FAIL_SOME =
      """
      - filter:
          expression:
            simple:
              expression: "${bodyAs(String)} contains 'fails'"
          steps:
            - throwException:
                exceptionType: java.lang.IllegalStateException
                message: The destination does not want it
      """
          .indent(32);

  private final GreenMail source = EmbeddedImap.start("anna", "bert");
  private final GreenMail destination = EmbeddedImap.start("anna", "bert");
  private TestProject project;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    project =
        new TestProject(
            home, source.getImap().getPort(), destination.getImap().getPort(), "anna", "bert");
    project.set("camel.main.name", CONTEXT);
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void theRowOfAMailboxCountsBeforeTheProject() throws Exception {
    project
        .set("mailtrek.earliest-date", "100d")
        .set("mailtrek.folder-filter", "^Old$")
        .addColumn("Earliest Date", "none", "")
        .addColumn("Folder Filter", "^New$", "")
        .addColumn("Max Item Size", "1KB", "");
    for (String user : List.of("anna", "bert")) {
      seed(
          user,
          message("INBOX", 200, "early"),
          message("INBOX", 2, "large" + " and larger".repeat(200)),
          message("Old", 2, "in Old"),
          message("New", 2, "in New"));
    }

    List<MailboxPassRecord> records = project.full();

    assertEquals(Map.of("folder", 1L, "size", 1L), filteredBy(records.get(0)));
    assertEquals(2, records.get(0).counts().migrated());
    assertEquals(Map.of("folder", 1L, "project-dates", 1L), filteredBy(records.get(1)));
    assertEquals(2, records.get(1).counts().migrated());
  }

  @Test
  void thePreStageDateCountsBeforeTheDatesOfARow() throws Exception {
    project.addColumn("Earliest Date", "100d", "").addColumn("Item Types", "\"mail,task\"", "");
    seed("anna", message("INBOX", 200, "old"), message("INBOX", 2, "new"));

    MailboxPassRecord record = project.preStage("90d").get(0);

    assertEquals(1, record.counts().migrated());
    assertEquals(Map.of("cut-off", 1L), filteredBy(record));
  }

  @Test
  void foldersGoWhereTheRowSays() throws Exception {
    project
        .set("mailtrek.folder-map.1", "^Mine$ -> Of the project")
        .addColumn("Folder Map", "^Mine$ -> Of the row", "");
    seed("anna", message("Mine", 1, "x"));
    seed("bert", message("Mine", 1, "x"));

    assertEquals(2, project.full().stream().mapToLong(r -> r.counts().migrated()).sum());

    assertEquals(1, subjects("anna", "Of the row").size());
    assertEquals(1, subjects("bert", "Of the project").size());
  }

  @Test
  void optionsThatChangeBeforeAWorkerTakesAMailboxCountAndLaterOnesDoNot() throws Exception {
    seed("anna", message("INBOX", 2, "one"), message("INBOX", 2, "two"));
    project.set("mailtrek.item-types", "calendar").set("mailtrek.concurrent-mailboxes", "1");
    PassRoutes routes = new PassRoutes(CONTEXT);
    project.engine();
    routes.suspend();
    long first = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> status(first, 0) == MailboxPassStatus.PROCESSING);
    TestProject.until(() -> project.records(first).get(0).expected() == 2);

    project.set("mailtrek.item-types", "all");
    long second = project.submit(PassType.FULL, Optional.empty());
    routes.resume();

    assertEquals(Map.of("item-type", 2L), filteredBy(project.await(first).get(0)));
    assertEquals(2, project.await(second).get(0).counts().migrated());
  }

  @Test
  void aMailboxPassThatGoesOnAfterAnInterruptionKeepsTheOptionsItBeganWith() throws Exception {
    seed("anna", message("INBOX", 2, "one"), message("INBOX", 2, "two"));
    project.set("mailtrek.item-types", "calendar");
    project.engine();
    new PassRoutes(CONTEXT).suspend();
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> status(pass, 0) == MailboxPassStatus.PROCESSING);
    TestProject.until(() -> project.records(pass).get(0).expected() == 2);
    project.close();

    project.set("mailtrek.item-types", "all");
    project.engine();

    MailboxPassRecord record = project.await(pass).get(0);
    assertEquals(2, record.attempts());
    assertEquals(Map.of("item-type", 2L), filteredBy(record));
    assertEquals(2, project.full().get(0).counts().migrated());
  }

  @Test
  void aPreStagePassBeginsWithTheOldestAndAFullPassWithTheNewest() throws Exception {
    project.set("mailtrek.window.items", "1");
    seed(
        "anna",
        message("INBOX", 400, "1"),
        message("INBOX", 300, "2"),
        message("INBOX", 200, "3"),
        message("INBOX", 20, "4"),
        message("INBOX", 2, "5"),
        message("INBOX", 1, "6"));

    project.preStage("90d");
    project.full();

    assertEquals(List.of("1", "2", "3", "6", "5", "4"), subjects("anna", "INBOX"));
  }

  @Test
  void theOrderIsThatOfTheRowWhereItIsSet() throws Exception {
    project
        .set("mailtrek.window.items", "1")
        .set("mailtrek.item-order", "newest-first")
        .addColumn("Item Order", "oldest-first", "");
    for (String user : List.of("anna", "bert")) {
      seed(user, message("INBOX", 400, "1"), message("INBOX", 300, "2"));
    }

    project.preStage("90d");

    assertEquals(List.of("1", "2"), subjects("anna", "INBOX"));
    assertEquals(List.of("2", "1"), subjects("bert", "INBOX"));
  }

  @Test
  void moreErrorsThanTheBudgetFailTheMailbox() throws Exception {
    project
        .editRoute("full.camel.yaml", DELIVER, FAIL_SOME + DELIVER)
        .set("mailtrek.error-budget", "40%")
        .addColumn("Error Budget", "60%", "");
    for (String user : List.of("anna", "bert")) {
      seed(user, message("INBOX", 2, "fails"), message("INBOX", 2, "goes"));
    }

    List<MailboxPassRecord> records = project.full();

    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(1, records.get(0).counts().failed());
    assertEquals(MailboxPassStatus.FAILED, records.get(1).status(), records.toString());
    assertTrue(
        records.get(1).message().startsWith("1 of 2 items, more than 40%, failed"),
        records.get(1).message());
  }

  @Test
  void theLogTellsSubjectsOnlyWhereTheyAreWanted() throws Exception {
    project
        .editRoute("full.camel.yaml", DELIVER, FAIL_SOME + DELIVER)
        .addColumn("Log Subjects", "on", "");
    seed("anna", message("INBOX", 2, "Anna fails"));
    seed("bert", message("INBOX", 2, "Bert fails"));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Transfer.class);
    log.start();
    logger.addAppender(log);
    try {
      project.full();
    } finally {
      logger.detachAppender(log);
    }

    List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(
        lines.contains(
            "mail 1 in INBOX was not migrated (subject: Anna fails): The destination does not want"
                + " it"),
        lines.toString());
    assertTrue(
        lines.contains("mail 1 in INBOX was not migrated: The destination does not want it"),
        lines.toString());
    assertFalse(project.engine().ledger().passes().failures().toString().contains("fails"));
  }

  private MailboxPassStatus status(long pass, int mailbox) {
    return project.records(pass).get(mailbox).status();
  }

  private void seed(String user, SampleMessage... messages) throws Exception {
    try (RawImap imap = RawImap.login(source.getImap().getPort(), user, TestProject.PASSWORD)) {
      imap.seed(List.of(messages));
    }
  }

  /** The subjects at the destination in the order in which they came. */
  private List<String> subjects(String user, String folder) throws Exception {
    List<String> subjects = new ArrayList<>();
    var mailboxes = destination.getManagers().getImapHostManager();
    var account = destination.getUserManager().getUser(user);
    for (StoredMessage message : mailboxes.getFolder(account, folder).getMessages()) {
      subjects.add(message.getMimeMessage().getSubject());
    }
    return subjects;
  }

  private Map<String, Long> filteredBy(MailboxPassRecord record) throws Exception {
    Map<String, Long> all = new TreeMap<>();
    for (FolderCounts folder :
        project.engine().ledger().passes().folderCounts(record.passId(), record.mailboxId())) {
      folder.filteredBy().forEach((filter, items) -> all.merge(filter, items, Long::sum));
    }
    return all;
  }

  private static SampleMessage message(String folder, int daysAgo, String subject) {
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).minusDays(daysAgo),
        ("Subject: " + subject + "\r\n\r\nText\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
