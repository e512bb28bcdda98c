package io.mailtrek.migration;

import static io.mailtrek.server.dav.DavSamples.card;
import static io.mailtrek.server.dav.DavSamples.event;
import static io.mailtrek.server.dav.DavSamples.journal;
import static io.mailtrek.server.dav.DavSamples.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.Problem;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail by IMAP and all else by DAV, in one pass through one route. */
class AllItemTypesTest {
  private static final String USER = "anna";

  private final GreenMail sourceMail = EmbeddedImap.start(USER);
  private final GreenMail destinationMail = EmbeddedImap.start(USER);
  private DavServer sourceDav;
  private DavServer destinationDav;
  private Groupware source;
  private Groupware destination;
  private TestProject project;
  private String work;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    sourceDav = DavServer.start();
    destinationDav = DavServer.start();
    for (DavServer server : List.of(sourceDav, destinationDav)) {
      server.tree().addUser(USER, TestProject.PASSWORD);
    }
    source = new Groupware(sourceDav.port(), USER);
    destination = new Groupware(destinationDav.port(), USER);
    work = source.calendar("Work", "VEVENT", "VTODO");
    source.put(work + "e1.ics", meeting("event-1"));
    source.put(work + "t1.ics", task("task-1", "Task"));
    String diary = source.calendar("Diary", "VJOURNAL");
    source.put(diary + "j1.ics", journal("journal-1", "Dear diary"));
    source.put(diary + "n1.ics", journal("note-1", "Shopping", "CATEGORIES:Notes"));
    String friends = source.addressBook("Friends");
    source.put(friends + "c1.vcf", card("card-1", "Berta"));
    append(sourceMail, "INBOX", "Subject: Hello\r\n\r\nText\r\n");
    append(
        sourceMail,
        "Notes",
        """
        Subject: Ideas
        X-Uniform-Type-Identifier: com.apple.mail-note
        X-Universally-Unique-Identifier: idea-1
        Date: Tue, 02 Jan 2024 03:04:05 +0000
        Content-Type: text/html; charset=utf-8

        <div>One</div><div>Two</div>
        """
            .replace("\n", "\r\n"));
    project =
        new TestProject(
            home, sourceMail.getImap().getPort(), destinationMail.getImap().getPort(), USER);
    project.set("mailtrek.source.dav", sourceDav.uri());
    project.set("mailtrek.retry.first-delay-ms", "1");
    project.set("mailtrek.retry.longest-delay-ms", "10");
  }

  @AfterEach
  void stop() {
    project.close();
    sourceDav.close();
    destinationDav.close();
    sourceMail.stop();
    destinationMail.stop();
  }

  private static String meeting(String uid) {
    return event(uid, "Meeting")
        .replace(
            "END:VEVENT",
            "ORGANIZER:mailto:anna@example.org\r\nATTENDEE:mailto:eve@other.example\r\nEND:VEVENT");
  }

  private static void append(GreenMail server, String folder, String text) throws Exception {
    var user = server.getUserManager().getUser(USER);
    MailFolder target =
        folder.equals("INBOX")
            ? server.getManagers().getImapHostManager().getInbox(user)
            : server.getManagers().getImapHostManager().createMailbox(user, folder);
    target.store(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  private TestProject toBoth() throws Exception {
    return project.set("mailtrek.destination.dav", destinationDav.uri());
  }

  private static Counts completed(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed(), records.toString());
    return records.get(0).counts();
  }

  private Map<String, String> byFolder(long pass) throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (FolderCounts each : project.engine().ledger().passes().folderCounts(pass, 1)) {
      Counts counts = each.counts();
      if (counts.listed() > 0) {
        all.put(
            each.type().word() + " in " + each.path(),
            counts.migrated() + " migrated, " + each.skippedBy());
      }
    }
    return all;
  }

  private static Set<String> set(String... values) {
    return Set.of(values);
  }

  @Test
  void oneFullPassMovesAllAndTheNextNothing() throws Exception {
    toBoth();
    List<String> before = source.versions();

    Counts full = completed(project.full());

    assertEquals(7, full.migrated());
    assertEquals(7, full.listed());
    assertEquals(
        Map.of(
            "calendar in Work", "1 migrated, {}",
            "contact in Friends", "1 migrated, {}",
            "journal in Diary", "1 migrated, {}",
            "mail in INBOX", "1 migrated, {}",
            "note in Diary", "1 migrated, {}",
            "note in Notes", "1 migrated, {}",
            "task in Work", "1 migrated, {}"),
        byFolder(1));
    assertEquals(
        Map.of(
            "Diary", set("journal-1", "note-1"),
            "Friends", set("card-1"),
            "Notes", set("idea-1"),
            "Work", set("event-1", "task-1")),
        destination.uids());
    String idea = destination.text("idea-1");
    assertTrue(idea.contains("BEGIN:VJOURNAL"), idea);
    assertTrue(idea.contains("SUMMARY:Ideas"), idea);
    assertTrue(idea.contains("DESCRIPTION:One\\nTwo"), idea);
    assertEquals(List.of(), destinationDav.tree().mailed(), "nobody is mailed");

    List<String> after = destination.versions();
    Counts again = completed(project.full());
    assertEquals(0, again.migrated());
    assertEquals(7, again.alreadyMigrated());
    assertEquals(after, destination.versions());
    assertEquals(before, source.versions(), "the source is not changed");
  }

  @Test
  void whatPeopleDoBetweenPassesIsMigratedNotSynchronised() throws Exception {
    toBoth();
    completed(project.full());
    String old = destination.text("event-1");
    source.dav().delete(work + "t1.ics");
    source.put(work + "e1.ics", meeting("event-1").replace("Meeting", "Changed"));
    String home = source.calendar("Home", "VEVENT");
    source.put(home + "e2.ics", event("event-2", "New"));

    Counts counts = completed(project.full());

    assertEquals(1, counts.migrated());
    assertEquals(set("event-1", "task-1"), destination.uids().get("Work"));
    assertEquals(set("event-2"), destination.uids().get("Home"));
    assertEquals(old, destination.text("event-1"));

    source.dav().delete(home + "e2.ics");
    source.put(work + "e2.ics", event("event-2", "New"));
    completed(project.full());
    assertEquals(set("event-2"), destination.uids().get("Home"));
  }

  @Test
  void aPreStagePassTakesMailOnlyAndAsksNoOtherServer() throws Exception {
    toBoth();
    sourceDav.close();
    destinationDav.close();

    Counts counts = completed(project.preStage("30d"));

    assertEquals(1, counts.listed(), "the note is no part of it");
    assertEquals(Map.of("mail in INBOX", "0 migrated, {}"), byFolder(1));
  }

  @Test
  void whatNoStoreTakesIsSkippedAndNotesAndJournalsBecomeMessages() throws Exception {
    Counts full = completed(project.full());

    assertEquals(4, full.migrated());
    assertEquals(3, full.skipped());
    assertEquals(
        Map.of(
            "calendar in Work", "0 migrated, {unsupported-by-destination=1}",
            "contact in Friends", "0 migrated, {unsupported-by-destination=1}",
            "journal in Diary", "1 migrated, {}",
            "mail in INBOX", "1 migrated, {}",
            "note in Diary", "1 migrated, {}",
            "note in Notes", "1 migrated, {}",
            "task in Work", "0 migrated, {unsupported-by-destination=1}"),
        byFolder(1));
    Counts again = completed(project.full());
    assertEquals(0, again.migrated());
    assertEquals(4, again.alreadyMigrated());
    assertEquals(3, again.skipped());

    // A server for them is found later: only they are left to move.
    project.close();
    Counts later = completed(toBoth().full());
    assertEquals(3, later.migrated());
    assertEquals(4, later.alreadyMigrated());
  }

  @Test
  void aServerOfGroupwareAloneIsEnough() throws Exception {
    TestProject alone = toBoth();
    alone.remove("mailtrek.source.imap").remove("mailtrek.destination.imap");

    Counts full = completed(alone.full());

    assertEquals(5, full.migrated());
    assertEquals(5, full.listed());
  }

  @Test
  void aLoginThatDavRefusesFailsTheMailboxAndSaysWhere() throws Exception {
    toBoth();
    destinationDav.tree().addUser(USER, "another password");

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.FAILED, record.status());
    assertEquals(Optional.of(Problem.LOGIN_REFUSED), record.problem());
    assertTrue(record.message().contains("127.0.0.1:" + destinationDav.port()), record.message());
    assertEquals(0, record.counts().listed());
  }

  @Test
  void addressesOfTheOldDomainChangeWhereThatIsWanted() throws Exception {
    toBoth().set("mailtrek.recipient-map.1", "@example.org -> @new.example");

    List<MailboxPassRecord> records = project.full();

    completed(records);
    assertTrue(
        destination.text("event-1").contains("anna@new.example"), destination.text("event-1"));
    assertTrue(destination.text("event-1").contains("eve@other.example"));
    assertTrue(source.text("event-1").contains("anna@example.org"));
    assertEquals(
        "Changed by mailtrek.recipient-map: 1 addresses in 1 items.", records.get(0).message());
    assertEquals(0, completed(project.full()).migrated());
  }

  @Test
  void aVerificationLooksAtAllServers() throws Exception {
    toBoth();
    List<MailboxPassRecord> records =
        project.await(project.submit(PassType.VERIFY, Optional.empty()));

    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    List<String> findings =
        project.engine().ledger().passes().preflight(1, 1).orElseThrow().findings().stream()
            .map(finding -> finding.side().word() + " " + finding.text())
            .toList();
    for (String begin :
        List.of(
            "source IMAP server: ",
            "source DAV server: ",
            "destination IMAP server: ",
            "destination DAV server: ")) {
      assertTrue(findings.stream().anyMatch(each -> each.startsWith(begin)), begin + findings);
    }
    assertTrue(
        findings.stream().anyMatch(each -> each.contains("7 items to move")), findings.toString());
  }
}
