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
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.NobodyIsMailed;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes from IMAP and DAV to Exchange, and from Exchange to IMAP and DAV. */
class ExchangeAndOthersTest {
  private static final String USER = "anna";
  private static final int MANY = 1200;

  private final GreenMail mail = EmbeddedImap.start(USER);
  private DavServer dav;
  private ExchangeServer exchange;
  private ExchangeMailbox mailbox;
  private Groupware groupware;
  private Path home;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    home = folder;
    dav = DavServer.start();
    dav.tree().addUser(USER, TestProject.PASSWORD);
    groupware = new Groupware(dav.port(), USER);
    exchange = ExchangeServer.start();
    mailbox = exchange.organization().addMailbox(USER, TestProject.PASSWORD);
  }

  @AfterEach
  void stop() {
    exchange.close();
    dav.close();
    mail.stop();
    NobodyIsMailed.assertBy(exchange.organization());
  }

  private TestProject project(String name, String from, String to) throws Exception {
    TestProject project =
        new TestProject(
            home.resolve(name), mail.getImap().getPort(), mail.getImap().getPort(), USER);
    project.set("mailtrek." + (from.equals("ews") ? "destination" : "source") + ".dav", dav.uri());
    project.remove("mailtrek." + (from.equals("ews") ? "source" : "destination") + ".imap");
    return project.set(
        "mailtrek." + (to.equals("ews") ? "destination" : "source") + ".ews", exchange.uri());
  }

  private static Counts completed(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed(), records.toString());
    return records.get(0).counts();
  }

  /** Else a pass could be Completed with an item that is in no count. */
  @Test
  void aMailboxFailsWhereWhatBecameOfAnItemCantBeRecorded() throws Exception {
    String work = groupware.calendar("Work", "VEVENT");
    groupware.put(
        work + "e1.ics",
        event("event-1", "Meeting")
            .replace("END:VEVENT", alarm("-PT5M") + alarm("-PT10M") + "END:VEVENT"));
    try (TestProject project = project("unrecorded", "others", "ews")) {
      try (Connection ledger = project.engine().ledger().dataSource().getConnection();
          Statement statement = ledger.createStatement()) {
        statement.execute("DROP TABLE repair");
      }
      MailboxPassRecord record = project.full().get(0);
      assertEquals(MailboxPassStatus.FAILED, record.status());
      assertTrue(record.message().contains("can't be recorded"), record.message());
    }
    assertEquals(1, mailbox.folder("msgfolderroot").folder("Work").orElseThrow().size());
  }

  @Test
  void allItemTypesGoToExchangeOnce() throws Exception {
    String work = groupware.calendar("Work", "VEVENT", "VTODO");
    groupware.put(
        work + "e1.ics",
        event("event-1", "Meeting")
            .replace(
                "END:VEVENT",
                "ORGANIZER:mailto:anna@example.org\r\nATTENDEE:mailto:eve@other.example\r\n"
                    + alarm("-PT5M")
                    + alarm("-PT10M")
                    + "END:VEVENT"));
    groupware.put(work + "t1.ics", task("task-1", "Task"));
    String diary = groupware.calendar("Diary", "VJOURNAL");
    groupware.put(diary + "j1.ics", journal("journal-1", "Dear diary"));
    groupware.put(diary + "n1.ics", journal("note-1", "Shopping", "CATEGORIES:Notes"));
    String friends = groupware.addressBook("Friends");
    groupware.put(friends + "c1.vcf", card("card-1", "Berta"));
    append("INBOX", "Subject: Hello\r\nMessage-ID: <hello@example.org>\r\n\r\nText\r\n");
    try (TestProject project = project("to", "others", "ews")) {
      assertEquals(6, completed(project.full()).migrated());
      List<String> losses =
          project.engine().ledger().passes().repaired().stream().map(Repaired::repairs).toList();
      assertTrue(
          losses.stream()
              .anyMatch(
                  loss ->
                      loss.startsWith("left behind: ") && loss.contains("alarms but the first")),
          losses.toString());
      Counts again = completed(project.full());
      assertEquals(0, again.migrated());
      assertEquals(6, again.alreadyMigrated());
    }
    assertEquals(1, mailbox.folder("inbox").size());
    ExchangeFolder root = mailbox.folder("msgfolderroot");
    assertEquals("IPF.Appointment", root.folder("Work").orElseThrow().folderClass());
    assertEquals("IPF.Task", root.folder("Work (task)").orElseThrow().folderClass());
    assertEquals(1, root.folder("Friends").orElseThrow().size());
  }

  /**
   * The server writes items anew, so neither size nor bytes of a copy are those of the item: mail
   * is known by what it says, all else by the key that it was given.
   */
  @Test
  void whatIsThereIsAdoptedAfterTheLedgerWasLost() throws Exception {
    String work = groupware.calendar("Work", "VEVENT", "VTODO");
    groupware.put(work + "e1.ics", event("event-1", "Meeting"));
    groupware.put(work + "t1.ics", task("task-1", "Task"));
    String diary = groupware.calendar("Diary", "VJOURNAL");
    groupware.put(diary + "j1.ics", journal("journal-1", "Dear diary"));
    groupware.put(diary + "n1.ics", journal("note-1", "Shopping", "CATEGORIES:Notes"));
    String friends = groupware.addressBook("Friends");
    groupware.put(friends + "c1.vcf", card("card-1", "Berta"));
    for (int i = 0; i < 5; i++) {
      append(
          "INBOX",
          "Subject: Hello "
              + i
              + "\r\nMessage-ID: <hello"
              + i
              + "@example.org>\r\nFrom: a@example.org\r\n\r\nText\r\n");
    }
    try (TestProject project = project("first", "others", "ews")) {
      assertEquals(10, completed(project.full()).migrated());
    }
    groupware.put(friends + "c2.vcf", card("card-2", "Carl"));
    append("INBOX", "Subject: New\r\nMessage-ID: <new@example.org>\r\n\r\nText\r\n");
    try (TestProject project = project("second", "others", "ews")) {
      Counts counts = completed(project.adopting());
      assertEquals(10, counts.adopted());
      assertEquals(2, counts.migrated());
      assertEquals(12, completed(project.full()).alreadyMigrated());
    }
    assertEquals(6, mailbox.folder("inbox").size());
    assertEquals(12, mailbox.folders().stream().mapToInt(ExchangeFolder::size).sum());
  }

  @Test
  void allItemTypesComeFromExchangeOnce() throws Exception {
    Instant now = Instant.now();
    mailbox.folder("inbox").addMail(mime("new"), Mail.unread(now));
    mailbox
        .folder("inbox")
        .addMail(mime("old"), Mail.read(now.minus(200, ChronoUnit.DAYS)).in("Work"));
    mailbox
        .folder("calendar")
        .add(
            item(
                "CalendarItem",
                "<t:Subject>Meeting</t:Subject><t:Start>2026-03-01T09:00:00Z</t:Start>"
                    + "<t:End>2026-03-01T10:00:00Z</t:End>"));
    mailbox.folder("tasks").add(item("Task", "<t:Subject>Task</t:Subject>"));
    mailbox
        .folder("contacts")
        .add(item("Contact", "<t:Subject>Berta</t:Subject><t:GivenName>Berta</t:GivenName>"));
    mailbox
        .folder("notes")
        .add(
            item(
                "Message",
                "<t:ItemClass>IPM.StickyNote</t:ItemClass><t:Subject>Shopping</t:Subject>"
                    + "<t:Body BodyType=\"Text\">Shopping</t:Body>"));
    mailbox
        .folder("journal")
        .add(
            item(
                "Message",
                "<t:ItemClass>IPM.Activity</t:ItemClass><t:Subject>Dear diary</t:Subject>"
                    + "<t:Body BodyType=\"Text\">Today</t:Body>"));
    mailbox.folder("inbox").addMail(mime("odd"), Mail.read(now).ofClass("IPM.Odd"));
    try (TestProject project = project("from", "ews", "others")) {
      assertEquals(1, completed(project.preStage("90d")).migrated());
      assertEquals(1, inbox().getMessageCount());
      Counts full = completed(project.full());
      assertEquals(6, full.migrated(), full.toString());
      assertEquals(1, full.alreadyMigrated());
      assertEquals(1, full.skipped());
      Counts again = completed(project.full());
      assertEquals(0, again.migrated());
      assertEquals(7, again.alreadyMigrated());
      assertEquals(8, again.listed());
    }
    assertEquals(2, inbox().getMessageCount());
    assertTrue(groupware.uids().size() >= 4, groupware.uids().toString());
  }

  @Test
  void foldersOfManyItemsGoThereAndBack() throws Exception {
    for (int i = 0; i < MANY; i++) {
      mailbox.folder("contacts").add(ExchangeSamples.contact("Contact " + i));
      mailbox.folder("inbox").addMail(mime("Mail " + i), Mail.read(Instant.EPOCH.plusSeconds(i)));
    }
    try (TestProject project = project("there", "ews", "others")) {
      assertEquals(2 * MANY, completed(project.full()).migrated());
      assertEquals(2 * MANY, completed(project.full()).alreadyMigrated());
    }
    ExchangeMailbox other =
        exchange.organization().addMailbox("back", TestProject.PASSWORD, FolderNames.GERMAN);
    try (TestProject project = project("back", "others", "ews")) {
      Files.writeString(
          project.home().resolve("config/mailboxes.csv"),
          String.join(
              "\n",
              "Source Email,Source Login Name,Source Password,"
                  + "Destination Email,Destination Login Name,Destination Password",
              "anna@old.example," + USER + ",secret,back@new.example,back,secret",
              ""));
      assertEquals(2 * MANY, completed(project.full()).migrated());
      assertEquals(2 * MANY, completed(project.full()).alreadyMigrated());
    }
    assertEquals(MANY, other.folder("inbox").size());
    assertEquals(
        MANY, other.folder("msgfolderroot").folder("Contacts").orElseThrow().items().size());
  }

  private static String alarm(String trigger) {
    return "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nTRIGGER:"
        + trigger
        + "\r\nEND:VALARM\r\n";
  }

  private MailFolder inbox() throws Exception {
    return mail.getManagers().getImapHostManager().getInbox(mail.getUserManager().getUser(USER));
  }

  private static String item(String element, String content) {
    return "<t:"
        + element
        + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
        + content
        + "</t:"
        + element
        + ">";
  }

  private static byte[] mime(String subject) {
    return ("Message-ID: <" + subject + "@old.example>\r\nSubject: " + subject + "\r\n\r\nText\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void append(String folder, String text) throws Exception {
    var user = mail.getUserManager().getUser(USER);
    mail.getManagers()
        .getImapHostManager()
        .getFolder(user, folder)
        .store(
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }
}
