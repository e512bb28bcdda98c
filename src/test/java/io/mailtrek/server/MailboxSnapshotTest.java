package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.OddMail;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresDovecot
class MailboxSnapshotTest {
  private static final Corpus CORPUS =
      new Corpus(Corpus.Profile.TINY, 100, 7, Instant.parse("2026-01-01T00:00:00Z"));

  private static DovecotServer server;

  @BeforeAll
  static void startServer() {
    server =
        DovecotServer.builder()
            .user("one", "secret")
            .user("two", "secret")
            .user("three", "secret")
            .user("four", "secret")
            .start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void equalContentsDoNotDiffer() throws Exception {
    try (RawImap one = login("one");
        RawImap two = login("two")) {
      one.seed(CORPUS);
      two.command("CREATE before");
      two.command("DELETE before");
      two.seed(CORPUS);
      MailboxSnapshot first = MailboxSnapshot.read(one);
      assertEquals(100, first.count());
      assertTrue(first.folders().keySet().containsAll(Corpus.folders()));
      assertEquals(List.of(), first.differences(MailboxSnapshot.read(two)));
    }
  }

  @Test
  void readingChangesNothingAndAnyChangeIsSeen() throws Exception {
    try (RawImap imap = login("three")) {
      imap.append(OddMail.named("bare-lf").in("INBOX"));
      MailboxSnapshot before = MailboxSnapshot.read(imap);
      MailboxSnapshot after = MailboxSnapshot.read(imap);
      assertEquals(List.of(), after.changes(before));
      imap.command("SELECT INBOX");
      imap.command("STORE 1 +FLAGS (\\Answered)");
      imap.command("STORE 1 -FLAGS (\\Answered)");
      List<String> changes = MailboxSnapshot.read(imap).changes(before);
      assertEquals(1, changes.size(), changes.toString());
      assertTrue(changes.get(0).startsWith("INBOX: UID 1 was "), changes.toString());
    }
  }

  @Test
  void saysWhatIsMissingAndWhatDiffers() throws Exception {
    try (RawImap imap = login("four")) {
      imap.append(OddMail.named("twin-first").in("INBOX"));
      imap.append(OddMail.named("twin-second").in("INBOX"));
      imap.append(OddMail.named("one-byte").in("INBOX"));
      MailboxSnapshot before = MailboxSnapshot.read(imap);
      imap.create("new");
      imap.command("SELECT INBOX");
      imap.command("STORE 1,3 +FLAGS (\\Deleted)");
      imap.command("UID EXPUNGE 1");
      MailboxSnapshot after = MailboxSnapshot.read(imap);
      List<String> differences = before.differences(after);
      assertEquals(4, differences.size(), differences.toString());
      assertEquals("INBOX: 3 messages here, 2 there, 2 differ", differences.get(0));
      assertTrue(differences.get(1).contains("UID 3 here has"), differences.toString());
      assertTrue(differences.get(2).contains("only here UID"), differences.toString());
      assertEquals("new: folder only there, 0 messages", differences.get(3));
      assertEquals(3, before.missingFrom(after).size());
      assertEquals(1, after.missingFrom(before).stream().filter(s -> s.contains("new:")).count());
    }
  }

  private static RawImap login(String user) throws IOException {
    return RawImap.login(server.port(), user, "secret");
  }
}
