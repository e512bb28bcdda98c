package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.ExchangeScript;
import io.mailtrek.server.exchange.NobodyIsMailed;
import io.mailtrek.store.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of what passes do with what people do in between, from one Exchange to another. */
class ExchangeBehaviourTest {
  private static final String USER = "anna";
  private final Instant now = Instant.now();

  private final ExchangeScript atSource = new ExchangeScript();
  private ExchangeServer source;
  private ExchangeServer destination;
  private ExchangeMailbox from;
  private ExchangeMailbox to;
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    source = ExchangeServer.start(atSource);
    destination = ExchangeServer.start();
    from = source.organization().addMailbox(USER, TestProject.PASSWORD);
    to = destination.organization().addMailbox(USER, TestProject.PASSWORD, FolderNames.GERMAN);
    for (String name : List.of("first", "second")) {
      from.folder("calendar").add(ExchangeSamples.event(name));
    }
    mail("inbox", "old", 200);
    mail("inbox", "new", 1);
    project = new TestProject(home, 1, 1, USER);
    project.set("mailtrek.source.ews", source.uri());
    project.set("mailtrek.destination.ews", destination.uri());
    project.withoutMail();
  }

  @AfterEach
  void stop() {
    project.close();
    List<String> asked =
        source.organization().operations().stream().map(Asked::operation).distinct().toList();
    source.close();
    destination.close();
    NobodyIsMailed.assertBy(destination.organization());
    assertTrue(
        asked.stream().allMatch(each -> each.matches("(Find|Get|Sync|Export).*")),
        "the source is only read: " + asked);
  }

  private StoredItem mail(String folder, String subject, int daysAgo) {
    return mail(folder, subject, daysAgo, "Text");
  }

  private StoredItem mail(String folder, String subject, int daysAgo, String body) {
    String text =
        "Subject: "
            + subject
            + "\r\nMessage-ID: <"
            + subject
            + "@x.example>\r\n\r\n"
            + body
            + "\r\n";
    return from.folder(folder)
        .addMail(text.getBytes(UTF_8), Mail.read(now.minus(daysAgo, ChronoUnit.DAYS)));
  }

  private static Counts only(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    MailboxPassRecord record = records.get(0);
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(0, record.counts().failed() + record.counts().skipped(), record.toString());
    return record.counts();
  }

  private static Set<String> subjects(ExchangeFolder folder) {
    return folder.items().stream()
        .map(StoredItem::subject)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private StoredItem item(String folder, String subject) {
    return from.folder(folder).items().stream()
        .filter(each -> each.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPreStagePassMovesMailOlderThanTheCutOffAndNothingElse() throws Exception {
    Counts counts = only(project.preStage("90d"));

    assertEquals(1, counts.migrated());
    assertEquals(1, counts.filtered());
    assertEquals(Set.of("old"), subjects(to.folder("inbox")));
    assertEquals(0, to.folder("calendar").size());

    assertEquals(3, only(project.full()).migrated());
    assertEquals(4, only(project.full()).alreadyMigrated());
  }

  @Test
  void whatIsDeletedAtTheSourceStaysAtTheDestination() throws Exception {
    assertEquals(4, only(project.full()).migrated());
    from.folder("calendar").remove(item("calendar", "first"));

    assertEquals(0, only(project.full()).migrated());
    assertEquals(Set.of("first", "second"), subjects(to.folder("calendar")));
  }

  @Test
  void whatIsMovedAtTheSourceIsInBothFoldersAtTheDestination() throws Exception {
    only(project.full());
    ExchangeFolder home = from.folder("calendar").addFolder("Home", "IPF.Appointment");
    from.folder("calendar").move(item("calendar", "first"), home);

    assertEquals(1, only(project.full()).migrated());
    assertEquals(Set.of("first", "second"), subjects(to.folder("calendar")));
    assertEquals(Set.of("first"), subjects(to.folder("calendar").folder("Home").orElseThrow()));
  }

  @Test
  void whatIsUpdatedAtTheSourceKeepsItsOldVersionAtTheDestination() throws Exception {
    only(project.full());
    item("calendar", "first").change("Subject", "first, moved to Friday");
    item("inbox", "new").change("IsRead", "false");

    Counts counts = only(project.full());

    assertEquals(0, counts.migrated());
    assertEquals(4, counts.alreadyMigrated());
    assertEquals(Set.of("first", "second"), subjects(to.folder("calendar")));
  }

  @Test
  void whatTheUserDeletesOrMovesAtTheDestinationDoesNotComeBack() throws Exception {
    only(project.full());
    ExchangeFolder copies = to.folder("calendar");
    copies.remove(copies.items().get(0));
    copies.move(copies.items().get(0), copies.addFolder("Mine", "IPF.Appointment"));

    assertEquals(4, only(project.full()).alreadyMigrated());
    assertEquals(0, copies.size());
  }

  @Test
  void anEmptyDeltaCostsOneRequestAFolderAndWritesNothing() throws Exception {
    only(project.full());
    source.organization().forgetOperations();
    destination.organization().forgetOperations();

    assertEquals(4, only(project.full()).alreadyMigrated());

    long folders = from.folders().stream().filter(folder -> folder.size() > 0).count();
    assertTrue(
        source.organization().count("SyncFolderItems") <= from.folders().size(),
        source.organization().operations().toString());
    assertTrue(folders > 0);
    for (String reading : List.of("GetItem", "ExportItems", "FindItem")) {
      assertEquals(0, source.organization().count(reading), reading);
    }
    for (String writing : List.of("UploadItems", "CreateItem", "CreateFolder", "UpdateItem")) {
      assertEquals(0, destination.organization().count(writing), writing);
    }
  }

  /** What came since the last complete pass is listed again, and no more. */
  @Test
  void whatFailsIsTriedAgainWithoutListingAllThatIsThere() throws Exception {
    for (int i = 0; i < 1200; i++) {
      mail("sentitems", "Mail " + i, 10);
    }
    only(project.full());
    mail("sentitems", "bad", 1).failWith("ExportItems", "ErrorCorruptData");
    assertEquals(1, project.full().get(0).counts().failed());
    source.organization().forgetOperations();

    Counts again = project.full().get(0).counts();

    assertEquals(1, again.failed());
    assertEquals(1204, again.alreadyMigrated());
    assertEquals(1205, again.listed());
    assertTrue(source.organization().count("SyncFolderItems") <= from.folders().size());
    assertEquals(1, source.organization().count("ExportItems"));
  }

  @Test
  void foldersThatAreNotMigratedAreReported() throws Exception {
    from.folder("recipientcache").add(ExchangeSamples.contact("Cached"));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status());
    assertEquals(4, record.counts().listed());
    assertTrue(
        record
            .message()
            .contains(
                "Folders that are not migrated: Contacts/Recipient Cache (1 item): it is filled by"
                    + " Outlook."),
        record.message());
  }

  @Test
  void aFolderOfManyItemsIsListedInPages() throws Exception {
    for (int i = 0; i < 1200; i++) {
      mail("sentitems", "Mail " + i, 10);
    }

    Counts full = only(project.full());

    assertEquals(1204, full.migrated());
    assertEquals(1200, to.folder("sentitems").size());
    assertEquals(1204, only(project.full()).alreadyMigrated());
  }

  /** By then some of it has arrived, and is known. */
  @Test
  void eachItemCountsOnceWhenTheSyncStateExpiresInTheMiddle() throws Exception {
    for (int i = 0; i < 1200; i++) {
      mail("sentitems", "Mail " + i, 10);
    }
    atSource
        .on("SyncFolderItems")
        .with(from.folder("sentitems").id())
        .skip(2)
        .once(ExchangeFaults.first(from::expireSyncStates));

    Counts full = only(project.full());

    assertEquals(1204, full.migrated());
    assertEquals(1204, full.listed());
    assertEquals(1200, to.folder("sentitems").size());
    assertEquals(1204, only(project.full()).listed());
  }

  /** However many they are; and a retry takes exactly these once the limit is raised. */
  @Test
  void whatIsTooLargeLeavesNothingElseBehind() throws Exception {
    project.set("mailtrek.max-item-failures", "2").set("mailtrek.error-budget", "10%");
    for (int i = 0; i < 5; i++) {
      byte[] file = new byte[30_000];
      new Random(i).nextBytes(file);
      mail("inbox", "large-" + i, i, Base64.getMimeEncoder().encodeToString(file));
    }
    destination.organization().messageSizeLimit(20_000);

    MailboxPassRecord first = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, first.status(), first.toString());
    assertEquals(4, first.counts().migrated());
    assertEquals(5, first.counts().failed());
    assertEquals(
        Set.of(Optional.of(Problem.TOO_LARGE)),
        project.engine().ledger().passes().failures(first.mailboxId()).stream()
            .map(Failure::problem)
            .collect(Collectors.toSet()));

    destination.organization().messageSizeLimit(1 << 20);
    Counts retried = only(project.await(project.submit(PassType.RETRY, Optional.empty())));

    assertEquals(5, retried.listed());
    assertEquals(5, retried.migrated());
    assertEquals(7, to.folder("inbox").size());
    assertEquals(9, only(project.full()).alreadyMigrated());
  }

  /** Streams can't be compared, so a copy is known by its UID, its search key or its Message-ID. */
  @Test
  void whatIsThereIsAdoptedAfterTheLedgerWasLost() throws Exception {
    ExchangeBelongings.fill(from);
    int all = 4 + ExchangeBelongings.ALL;
    assertEquals(all, only(project.full()).migrated());
    project.close();
    try (Stream<Path> files = Files.list(project.home().resolve("data"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    mail("inbox", "newest", 0);
    from.folder("calendar").add(ExchangeSamples.event("third"));
    // The same message twice is two items, of which one is not there.
    mail("inbox", "new", 1);

    Counts adopting = only(project.adopting());

    assertEquals(all, adopting.adopted());
    assertEquals(3, adopting.migrated());
    ExchangeSubstance.assertSame(from, to);
    assertEquals(all + 3, only(project.full()).alreadyMigrated());
  }

  /** Colours, photos, lengths, attachments and series, as other servers would have to have them. */
  @Test
  void allItemTypesArriveWhole() throws Exception {
    ExchangeBelongings.fill(from);
    from.folder("calendar").add(ExchangeSamples.series("Standup"));
    from.folder("inbox")
        .addMail(
            "Subject: form\r\nMessage-ID: <form@x>\r\n\r\nText\r\n".getBytes(UTF_8),
            Mail.read(now).ofClass("IPM.Contoso.Form"));
    int all = 4 + ExchangeBelongings.ALL + 2;

    assertEquals(all, only(project.full()).migrated());

    ExchangeSubstance.assertSame(from, to);
    assertTrue(
        to.folder("inbox").items().stream()
            .anyMatch(each -> each.itemClass().equals("IPM.Contoso.Form")),
        "a class that only Exchange knows");
    assertEquals(all, only(project.full()).alreadyMigrated());
  }
}
