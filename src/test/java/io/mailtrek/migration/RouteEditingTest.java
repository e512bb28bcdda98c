package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.config.ConfigException;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users edit the shipped routes; what they write is what runs. */
class RouteEditingTest {
  private static final String USER = "anna";
  private static final String DELIVERY =
      """
      - to:
          id: deliver
          uri: mailbox:destination
      """;

  private final GreenMail source = EmbeddedImap.start(USER);
  private final GreenMail destination = EmbeddedImap.start(USER);
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(List.of(message(1, 100), message(2, 5_000), message(3, 200)));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void aFilterStepThatIsAddedWorksAndIsCountedUnderItsId() throws Exception {
    replaceDelivery(
        """
        - filter:
            id: only-small
            expression:
              simple:
                expression: "${header.MailTrekSize} < 1000"
            steps:
              - to:
                  uri: mailbox:destination
        """);

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(2, record.counts().migrated());
    assertEquals(1, record.counts().filtered());
    assertEquals(1, filteredBy(record, "only-small"));
  }

  @Test
  void whatAnAddedFilterHeldBackIsMigratedWhenTheFilterIsGone() throws Exception {
    aFilterStepThatIsAddedWorksAndIsCountedUnderItsId();
    project.close();
    Files.copy(
        Path.of("routes/full.camel.yaml"),
        project.home().resolve("routes/full.camel.yaml"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    MailboxPassRecord record = project.full().get(0);

    assertEquals(1, record.counts().migrated());
    assertEquals(2, record.counts().alreadyMigrated());
  }

  @Test
  void aStepThatReplacesTheBodyChangesWhatIsDelivered() throws Exception {
    replaceDelivery(
        """
        - setBody:
            expression:
              simple:
                expression: "X-Moved: yes\\r\\n${bodyAs(String)}"
        """
            + DELIVERY);

    MailboxPassRecord record = project.full().get(0);

    assertEquals(3, record.counts().migrated(), record.toString());
    try (RawImap imap =
        RawImap.login(destination.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.command("SELECT INBOX");
      assertTrue(
          imap.command("FETCH 1:* (BODY.PEEK[])").stream()
              .flatMap(response -> response.literals().stream())
              .allMatch(
                  bytes -> new String(bytes, StandardCharsets.UTF_8).startsWith("X-Moved: yes")));
    }
  }

  @Test
  void aStepThatIsRemovedDoesNotRun() throws Exception {
    project.set("mailtrek.max-item-size", "1KB");
    project.editRoute("full.camel.yaml", "expression: sizeFilter", "expression: itemTypeFilter");

    MailboxPassRecord record = project.full().get(0);

    assertEquals(3, record.counts().migrated());
  }

  @Test
  void aRouteThatIsMissingFailsTheMailboxWithAdvice() throws Exception {
    Files.delete(project.home().resolve("routes/full.camel.yaml"));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.FAILED, record.status());
    assertTrue(record.message().contains("mailbox:source?pass=full"), record.message());
  }

  @Test
  void aMistakeInARouteFileIsReportedWithItsFile() throws Exception {
    project.editRoute("full.camel.yaml", "idempotentConsumer:", "idempotentConsumr:");

    ConfigException failure = assertThrows(ConfigException.class, project::full);

    assertEquals(1, failure.mistakes().size());
    assertEquals("routes/full.camel.yaml", failure.mistakes().get(0).file());
    assertTrue(failure.getMessage().contains("idempotentConsumr"), failure.getMessage());
  }

  @Test
  void bothSidesAreEqualWithTheRoutesAsShipped() throws Exception {
    project.full();

    assertEquals(List.of(), snapshot(source).missingFrom(snapshot(destination)));
  }

  /** Puts other steps in the place of the delivery, which is deep inside the shipped route. */
  private void replaceDelivery(String steps) throws IOException {
    String file = "full.camel.yaml";
    String shipped = Files.readString(project.home().resolve("routes").resolve(file));
    int indent =
        shipped
            .lines()
            .filter(line -> line.trim().equals("- to:"))
            .findFirst()
            .orElseThrow()
            .indexOf('-');
    project.editRoute(file, DELIVERY.indent(indent), steps.indent(indent));
  }

  private long filteredBy(MailboxPassRecord record, String filter) throws ConfigException {
    return project
        .engine()
        .ledger()
        .passes()
        .folderCounts(record.passId(), record.mailboxId())
        .stream()
        .map(FolderCounts::filteredBy)
        .mapToLong(filters -> filters.getOrDefault(filter, 0L))
        .sum();
  }

  private static MailboxSnapshot snapshot(GreenMail server) throws Exception {
    return MailboxSnapshot.read(server.getImap().getPort(), USER, TestProject.PASSWORD);
  }

  private static SampleMessage message(int number, int size) {
    String text =
        "Message-ID: <"
            + number
            + "@example.org>\r\nSubject: Number "
            + number
            + "\r\n\r\n"
            + ("x".repeat(60) + "\r\n").repeat(size / 62)
            + "End\r\n";
    return new SampleMessage(
        "INBOX",
        List.of(),
        OffsetDateTime.parse("2024-03-05T09:30:00+01:00").plusDays(number),
        text.getBytes(StandardCharsets.US_ASCII));
  }
}
