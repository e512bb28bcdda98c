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
import io.mailtrek.server.RawImap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of a Pre-Stage route in XML does what the shipped one in YAML does. */
class XmlRouteTest {
  private static final String USER = "anna";
  private static final String XML = "routes/pre-stage.camel.xml";

  private final GreenMail source = EmbeddedImap.start(USER);
  private final GreenMail destination = EmbeddedImap.start(USER);
  private TestProject project;

  @BeforeEach
  void useTheXmlRoute(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), USER);
    Files.delete(home.resolve("routes/pre-stage.camel.yaml"));
    Files.copy(Path.of("routes/samples/pre-stage.camel.xml"), home.resolve(XML));
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    try (RawImap imap = RawImap.login(source.getImap().getPort(), USER, TestProject.PASSWORD)) {
      imap.seed(
          List.of(
              message(1, now.minusDays(200)),
              message(2, now.minusDays(100)),
              message(3, now.minusDays(10))));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void movesOldMailAndCountsTheRestAsFiltered() throws Exception {
    MailboxPassRecord record = project.preStage("90d").get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(2, record.counts().migrated());
    List<FolderCounts> folders =
        project.engine().ledger().passes().folderCounts(record.passId(), record.mailboxId());
    assertEquals(Map.of("cut-off", 1L), folders.get(0).filteredBy());
  }

  @Test
  void movesNothingTwiceTogetherWithTheYamlRoute() throws Exception {
    project.preStage("90d");

    MailboxPassRecord record = project.full().get(0);

    assertEquals(1, record.counts().migrated());
    assertEquals(2, record.counts().alreadyMigrated());
  }

  @Test
  void aMistakeInItIsReportedWithItsFile() throws Exception {
    Path file = project.home().resolve(XML);
    Files.writeString(file, Files.readString(file).replace("idempotentConsumer", "idempotent"));

    ConfigException failure = assertThrows(ConfigException.class, () -> project.preStage("90d"));

    assertTrue(failure.getMessage().contains(XML), failure.getMessage());
  }

  private static SampleMessage message(int number, OffsetDateTime date) {
    String text =
        "Message-ID: <" + number + "@example.org>\r\nSubject: " + number + "\r\n\r\nText\r\n";
    return new SampleMessage("INBOX", List.of(), date, text.getBytes(StandardCharsets.US_ASCII));
  }
}
