package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migration, not synchronisation: what users do between two passes. On real servers. */
@RequiresDovecot
class BehaviourTableTest {
  private static final String USER = "anna";
  private static final OffsetDateTime OLD =
      OffsetDateTime.of(2024, 3, 5, 9, 30, 0, 0, ZoneOffset.ofHours(2));

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private TestProject project;

  @BeforeEach
  void migrateOnce(@TempDir Path home) throws Exception {
    project = new TestProject(home, source.port(), destination.port(), USER);
    at(
        source,
        imap -> {
          imap.create("Projects");
          imap.create("Archive");
          imap.append(message("INBOX", "first"));
          imap.append(message("INBOX", "second"));
          imap.append(message("Drafts", "draft, version 1", "\\Draft"));
        });
    assertMigrated(project.preStage("30d"), 3);
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void whatIsDeletedAtTheSourceStaysAtTheDestination() throws Exception {
    delete(source, "INBOX", 1);

    Counts counts = onlyCounts(project.full());

    assertEquals(0, counts.migrated());
    assertEquals(2, counts.alreadyMigrated());
    assertEquals(List.of("first", "second"), subjects(destination, "INBOX"));
  }

  @Test
  void whatIsMovedAtTheSourceIsInBothFoldersAtTheDestination() throws Exception {
    at(
        source,
        imap -> {
          imap.command("SELECT INBOX");
          imap.command("UID MOVE 1 Archive");
        });

    Counts counts = onlyCounts(project.full());

    assertEquals(1, counts.migrated());
    assertEquals(List.of("first", "second"), subjects(destination, "INBOX"));
    assertEquals(List.of("first"), subjects(destination, "Archive"));
  }

  @Test
  void changedFlagsAtTheSourceAreNotPropagated() throws Exception {
    MailboxSnapshot before = snapshot(destination);
    at(
        source,
        imap -> {
          imap.command("SELECT INBOX");
          imap.command("UID STORE 1:2 +FLAGS (\\Seen \\Flagged)");
        });

    Counts counts = onlyCounts(project.full());

    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of(), snapshot(destination).changes(before));
  }

  @Test
  void aDraftThatIsReplacedAtTheSourceIsAddedAndTheOldVersionStays() throws Exception {
    delete(source, "Drafts", 1);
    at(source, imap -> imap.append(message("Drafts", "draft, version 2", "\\Draft")));

    Counts counts = onlyCounts(project.full());

    assertEquals(1, counts.migrated());
    assertEquals(List.of("draft, version 1", "draft, version 2"), subjects(destination, "Drafts"));
  }

  @Test
  void whatTheUserDeletesAtTheDestinationDoesNotComeBack() throws Exception {
    delete(destination, "INBOX", 1);

    Counts counts = onlyCounts(project.full());

    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of("second"), subjects(destination, "INBOX"));
  }

  @Test
  void whatTheUserMovesAtTheDestinationIsNotCopiedAgain() throws Exception {
    at(
        destination,
        imap -> {
          imap.command("SELECT INBOX");
          imap.command("UID MOVE 1 Projects");
        });

    Counts counts = onlyCounts(project.full());

    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of("second"), subjects(destination, "INBOX"));
    assertEquals(List.of("first"), subjects(destination, "Projects"));
  }

  @Test
  void whatIsLeftAloneIsNeverCopiedTwice() throws Exception {
    project.full();
    project.close();

    Counts counts = onlyCounts(project.full());

    assertEquals(3, counts.listed());
    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
  }

  @Test
  void aFolderThatTheUserDeletesAtTheDestinationDoesNotGetItsOldItemsAgain() throws Exception {
    at(destination, imap -> imap.command("DELETE Drafts"));

    Counts counts = onlyCounts(project.full());

    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of(), subjects(destination, "Drafts"));
  }

  private static void assertMigrated(List<MailboxPassRecord> records, long migrated) {
    assertEquals(migrated, onlyCounts(records).migrated());
  }

  private static Counts onlyCounts(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed());
    return records.get(0).counts();
  }

  /** What a user does in a session. */
  private interface Work {
    void in(RawImap imap) throws IOException;
  }

  private static void at(DovecotServer server, Work work) throws IOException {
    try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
      work.in(imap);
    }
  }

  private static void delete(DovecotServer server, String folder, int uid) throws IOException {
    at(
        server,
        imap -> {
          imap.command("SELECT " + folder);
          imap.command("UID STORE " + uid + " +FLAGS (\\Deleted)");
          imap.command("UID EXPUNGE " + uid);
        });
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  private static List<String> subjects(DovecotServer server, String folder) throws IOException {
    try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
      imap.command("EXAMINE " + folder);
      return imap.command("UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])").stream()
          .filter(response -> !response.literals().isEmpty())
          .map(response -> new String(response.literals().get(0), StandardCharsets.UTF_8))
          .map(header -> header.replace("Subject: ", "").trim())
          .sorted()
          .toList();
    }
  }

  private static SampleMessage message(String folder, String subject, String... flags) {
    String text =
        "Message-ID: <"
            + subject.hashCode()
            + "@example.org>\r\nSubject: "
            + subject
            + "\r\n\r\nText\r\n";
    return new SampleMessage(folder, List.of(flags), OLD, text.getBytes(StandardCharsets.UTF_8));
  }
}
