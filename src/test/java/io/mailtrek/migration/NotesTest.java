package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes that a mail program keeps as messages: a type of their own, also beside mail. */
@RequiresDovecot
class NotesTest {
  private static final String USER = "anna";

  @Test
  void notesWaitForTheFullPassAndMailBesideThemDoesNot(@TempDir Path home) throws Exception {
    try (DovecotServer source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        DovecotServer destination =
            DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      add(source, note("Notes", 1), mail("Notes", 2), note("Notes", 3), note("INBOX", 4));
      MailboxSnapshot before = snapshot(source);

      Counts preStage = counts(project.preStage("30d"));
      assertEquals(2, preStage.migrated(), "the mail, and what is in no folder of notes");
      assertEquals(2, preStage.listed(), "notes are no part of the pass");
      Counts full = counts(project.full());
      assertEquals(2, full.migrated());
      assertEquals(2, full.alreadyMigrated());
      assertEquals(List.of("INBOX MAIL 1", "Notes MAIL 1", "Notes NOTE 2"), folders(project, 2));
      assertEquals(List.of(), before.differences(snapshot(destination)));

      Counts again = counts(project.full());
      assertEquals(0, again.migrated());
      assertEquals(4, again.alreadyMigrated());

      add(source, note("Notes", 5), mail("Notes", 6));
      Counts more = counts(project.full());
      assertEquals(2, more.migrated());
      assertEquals(4, more.alreadyMigrated());
      assertEquals(List.of("INBOX MAIL 1", "Notes MAIL 2", "Notes NOTE 3"), folders(project, 4));
      assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
    }
  }

  @Test
  void aFolderOfNotesOnlyIsOneFolder(@TempDir Path home) throws Exception {
    try (DovecotServer source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        DovecotServer destination =
            DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      add(source, note("Notes", 1));
      assertEquals(0, counts(project.preStage("30d")).listed());
      assertEquals(1, counts(project.full()).migrated());
      assertTrue(folders(project, 2).contains("Notes NOTE 1"), folders(project, 2).toString());
      assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
    }
  }

  private static List<String> folders(TestProject project, long pass) throws Exception {
    List<String> folders = new ArrayList<>();
    for (FolderCounts each : project.engine().ledger().passes().folderCounts(pass, 1)) {
      if (each.counts().listed() > 0) {
        folders.add(each.path() + " " + each.type() + " " + each.counts().listed());
      }
    }
    return folders;
  }

  private static Counts counts(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals("", records.get(0).message());
    return records.get(0).counts();
  }

  private static void add(DovecotServer server, SampleMessage... messages) throws Exception {
    try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
      imap.seed(List.of(messages));
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws Exception {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  private static SampleMessage note(String folder, int number) {
    return message(folder, number, "X-Uniform-Type-Identifier: com.apple.mail-note\r\n");
  }

  private static SampleMessage mail(String folder, int number) {
    return message(folder, number, "");
  }

  private static SampleMessage message(String folder, int number, String header) {
    String text =
        "Message-ID: <"
            + number
            + "@example.org>\r\nSubject: Number "
            + number
            + "\r\n"
            + header
            + "\r\nText\r\n";
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.of(2020, 1, 1, 0, 0, number, 0, ZoneOffset.UTC),
        text.getBytes(StandardCharsets.US_ASCII));
  }
}
