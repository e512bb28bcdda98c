package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.DavFaults;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.DavScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migration, not synchronisation: what users do in their calendars between two passes. */
class CalendarBehaviourTest {
  private static final String USER = "anna";

  private final DavScript asked = new DavScript();
  private final DavScript told = new DavScript();
  private DavServer source;
  private DavServer destination;
  private DavCollection work;
  private DavCollection home;
  private TestProject project;

  @BeforeEach
  void migrateOnce(@TempDir Path folder) throws Exception {
    source = DavServer.start(asked);
    destination = DavServer.start(told);
    source.tree().addUser(USER, TestProject.PASSWORD);
    destination.tree().addUser(USER, TestProject.PASSWORD);
    work = source.tree().addCalendar(USER, "work", "Work", Set.of("VEVENT"));
    home = source.tree().addCalendar(USER, "home", "Home", Set.of("VEVENT"));
    put(work, "first");
    put(work, "second");
    put(home, "third");
    project = new TestProject(folder, 1, 1, USER);
    project.dav(source.uri(), destination.uri()).withoutMail();
    assertEquals(3, only(project.full()).migrated());
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void whatIsDeletedAtTheSourceStaysAtTheDestination() throws Exception {
    work.remove("first.ics");

    Counts counts = only(project.full());

    assertEquals(0, counts.migrated());
    assertEquals(List.of("first", "second"), summaries("Work"));
  }

  @Test
  void whatIsMovedAtTheSourceIsInBothCalendarsAtTheDestination() throws Exception {
    work.remove("first.ics");
    put(home, "first");

    Counts counts = only(project.full());

    assertEquals(1, counts.migrated());
    assertEquals(List.of("first", "second"), summaries("Work"));
    assertEquals(List.of("first", "third"), summaries("Home"));
  }

  @Test
  void whatIsUpdatedAtTheSourceKeepsItsOldVersionAtTheDestination() throws Exception {
    work.put("first.ics", DavSamples.event("first", "first, moved to Friday").getBytes(UTF_8));

    Counts counts = only(project.full());

    assertEquals(0, counts.migrated());
    assertEquals(3, counts.alreadyMigrated());
    assertEquals(List.of("first", "second"), summaries("Work"));
  }

  @Test
  void whatTheUserDeletesOrMovesAtTheDestinationDoesNotComeBack() throws Exception {
    DavCollection copy = destination.tree().named(USER, "Work").orElseThrow();
    List<String> names = copy.resources().stream().map(resource -> resource.name()).toList();
    copy.remove(names.get(0));

    Counts counts = only(project.full());

    assertEquals(3, counts.alreadyMigrated());
    assertEquals(1, summaries("Work").size());
  }

  @Test
  void whatIsLeftAloneIsNeverCopiedTwiceNorChanged() throws Exception {
    project.close();
    told.forget();

    Counts counts = only(project.full());

    assertEquals(3, counts.listed());
    assertEquals(3, counts.alreadyMigrated());
    assertEquals(0, told.count("PUT") + told.count("MKCALENDAR"));
  }

  /** The list of collections tells the sync token of each, so those that have not changed rest. */
  @Test
  void anEmptyDeltaReadsNoCollection() throws Exception {
    only(project.full());
    asked.forget();
    told.forget();

    only(project.full());

    assertEquals(0, asked.count("REPORT") + asked.count("GET"), asked.received().toString());
    int collections = 2;
    assertTrue(
        asked.received().stream().filter(r -> r.path().names().size() > 3).count() <= collections,
        asked.received().toString());
    assertEquals(0, told.count("PUT"));
  }

  @Test
  void oneNewEventIsFoundByTheChangesAlone() throws Exception {
    only(project.full());
    put(work, "new");
    asked.forget();

    assertEquals(1, only(project.full()).migrated());

    List<String> reports =
        asked.received().stream()
            .filter(request -> request.method().equals("REPORT"))
            .map(request -> request.text())
            .toList();
    assertTrue(reports.size() <= 2, reports.toString());
    assertTrue(reports.stream().noneMatch(text -> text.contains("second")), reports.toString());
  }

  @Test
  void withoutSyncCollectionTheSameHolds() throws Exception {
    asked.on("*").always(DavFaults.noSyncCollection());
    put(work, "new");

    assertEquals(1, only(project.full()).migrated());
    assertEquals(0, only(project.full()).migrated());
    assertEquals(List.of("first", "new", "second"), summaries("Work"));
  }

  @Test
  void preStageMovesNoneOfIt() throws Exception {
    put(work, "new");
    asked.forget();

    MailboxPassRecord record = project.preStage("30d").get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(0, record.counts().listed());
    assertEquals(0, asked.count("REPORT") + asked.count("GET"));
    assertEquals(List.of("first", "second"), summaries("Work"));
  }

  private static void put(DavCollection collection, String name) {
    collection.put(
        name + ".ics",
        DavSamples.event(
                name,
                name,
                "ORGANIZER:mailto:anna@example.org",
                "ATTENDEE:mailto:guest@elsewhere.example")
            .getBytes(UTF_8));
  }

  private Counts only(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed(), records.toString());
    assertEquals(List.of(), destination.tree().mailed());
    return records.get(0).counts();
  }

  private List<String> summaries(String calendar) {
    return destination.tree().named(USER, calendar).orElseThrow().resources().stream()
        .map(resource -> resource.text().replaceAll("(?s).*SUMMARY:([^\r]*).*", "$1"))
        .sorted()
        .toList();
  }
}
