package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the source get new UIDs between two passes, as after a restore from a backup. */
@RequiresDovecot
class NewValidityTest {
  private static final String USER = "anna";
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2024-03-05T09:30:00+02:00");
  private static final List<String> FOLDERS = List.of("INBOX", "Work");

  private final DovecotServer source =
      DovecotServer.builder()
          .store(DovecotConfig.Store.MAILDIR)
          .user(USER, TestProject.PASSWORD)
          .start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private TestProject project;

  @BeforeEach
  void migrateOnce(@TempDir Path home) throws Exception {
    project = new TestProject(home, source.port(), destination.port(), USER);
    List<SampleMessage> messages = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (int i = 0; i < 20; i++) {
        messages.add(message(folder, "<" + i + "@example.org>", "text " + i));
        messages.add(message(folder, "", "without Message-ID " + i));
      }
      for (int i = 0; i < 2; i++) {
        messages.add(message(folder, "<twin@example.org>", "twin"));
        messages.add(message(folder, "", "twin without Message-ID"));
      }
    }
    seed(messages);
    assertEquals(2 * 44, onlyCounts(project.full()).migrated());
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void anotherUidValidityAloneCopiesNothing() throws Exception {
    for (String folder : FOLDERS) {
      source.doveadm("mailbox", "update", "-u", USER, "--uid-validity", "1999999999", folder);
    }
    assertEquals(1999999999L, snapshot(source).folder("Work").uidValidity());

    Counts counts = onlyCounts(project.full());

    assertEquals(0, counts.migrated());
    assertEquals(2 * 44, counts.alreadyMigrated());
    assertSameMail();
  }

  /** Two of the twins were migrated; a third one comes with the new mail. */
  @Test
  void ofNewUidsOnlyNewMailIsCopied() throws Exception {
    List<SampleMessage> added = new ArrayList<>();
    for (String folder : FOLDERS) {
      renumber(folder);
      added.add(message(folder, "<new@example.org>", "new"));
      added.add(message(folder, "", "new without Message-ID"));
      added.add(message(folder, "<twin@example.org>", "twin"));
      added.add(message(folder, "", "twin without Message-ID"));
    }
    seed(added);

    Counts counts = onlyCounts(project.full());

    assertEquals(2 * 4, counts.migrated());
    assertEquals(2 * 44, counts.alreadyMigrated());
    assertSameMail();
    Counts again = onlyCounts(project.full());
    assertEquals(0, again.migrated());
    assertEquals(2 * 48, again.alreadyMigrated());
    assertSameMail();
  }

  @Test
  void itMayHappenTwiceAndWithDeletions() throws Exception {
    MailboxSnapshot before = snapshot(destination);
    for (int i = 0; i < 2; i++) {
      FOLDERS.forEach(this::renumber);
      try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
        imap.command("SELECT INBOX");
        imap.command("STORE 1:5 +FLAGS.SILENT (\\Deleted)");
        imap.command("EXPUNGE");
      }
      Counts counts = onlyCounts(project.full());
      assertEquals(0, counts.migrated());
      assertEquals(2 * 44 - 5 * (i + 1), counts.alreadyMigrated());
    }
    assertEquals(List.of(), snapshot(destination).changes(before));
  }

  /** Lets the server forget the UIDs of a folder. */
  private void renumber(String folder) {
    long before = validity(folder);
    source.forgetUids(USER, folder);
    assertNotEquals(before, validity(folder));
  }

  private long validity(String folder) {
    try {
      return snapshot(source).folder(folder).uidValidity();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertSameMail() throws IOException {
    assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
  }

  private static Counts onlyCounts(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed());
    return records.get(0).counts();
  }

  private void seed(List<SampleMessage> messages) throws IOException {
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages);
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  private static SampleMessage message(String folder, String messageId, String subject) {
    String header = messageId.isEmpty() ? "" : "Message-ID: " + messageId + "\r\n";
    return new SampleMessage(
        folder,
        List.of("\\Seen"),
        DATE,
        (header + "Subject: " + subject + "\r\n\r\nText\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
