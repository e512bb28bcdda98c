package io.mailtrek.migration;

import static io.mailtrek.server.dav.DavSamples.card;
import static io.mailtrek.server.dav.DavSamples.event;
import static io.mailtrek.server.dav.DavSamples.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendars and contacts that are at the destination already, with nothing about them recorded. */
class AdoptGroupwareTest {
  private static final String USER = "anna";

  @TempDir private Path home;
  private AutoCloseable sourceServer = () -> {};
  private AutoCloseable destinationServer = () -> {};
  private TestProject project;
  private Groupware source;
  private Groupware destination;
  private String friends;

  @AfterEach
  void end() throws Exception {
    project.close();
    sourceServer.close();
    destinationServer.close();
  }

  private void embedded() throws Exception {
    DavServer from = DavServer.start();
    sourceServer = from;
    DavServer to = DavServer.start();
    destinationServer = to;
    from.tree().addUser(USER, TestProject.PASSWORD);
    to.tree().addUser(USER, TestProject.PASSWORD);
    fill(from.uri(), from.port(), to.uri(), to.port());
  }

  private void radicale() throws Exception {
    RadicaleServer from = new RadicaleServer(Map.of(USER, TestProject.PASSWORD));
    sourceServer = from;
    RadicaleServer to = new RadicaleServer(Map.of(USER, TestProject.PASSWORD));
    destinationServer = to;
    fill(from.uri(), from.port(), to.uri(), to.port());
  }

  private void fill(String from, int fromPort, String to, int toPort) throws Exception {
    source = new Groupware(fromPort, USER);
    destination = new Groupware(toPort, USER);
    String work = source.calendar("Work", "VEVENT", "VTODO");
    source.put(work + "e1.ics", event("event-1", "Meeting"));
    source.put(work + "e2.ics", event("event-2", "Dinner"));
    source.put(work + "t1.ics", task("task-1", "Task"));
    friends = source.addressBook("Friends");
    source.put(friends + "c1.vcf", card("card-1", "Berta"));
    project = new TestProject(home, 1, 1, USER).dav(from, to).withoutMail();
  }

  private static Counts completed(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    assertEquals(MailboxPassStatus.COMPLETED, records.get(0).status(), records.toString());
    assertEquals(0, records.get(0).counts().failed(), records.toString());
    return records.get(0).counts();
  }

  private void loseLedger() throws IOException {
    project.close();
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void theLedgerIsLost() throws Exception {
    assertEquals(4, completed(project.full()).migrated());
    List<String> copied = destination.versions();
    loseLedger();
    source.put(friends + "c2.vcf", card("card-2", "Carl"));

    Counts adopted = completed(project.adopting());

    assertEquals(5, adopted.listed());
    assertEquals(4, adopted.adopted());
    assertEquals(1, adopted.migrated());
    assertEquals(copied.size() + 1, destination.versions().size());
    assertTrue(
        destination.versions().containsAll(items(copied)),
        destination.versions() + " has not all of " + copied);
    assertEquals(5, completed(project.full()).alreadyMigrated());
  }

  /** Without the collections, whose versions change with what is put into them. */
  private static List<String> items(List<String> versions) {
    return versions.stream()
        .filter(each -> each.contains(".ics") || each.contains(".vcf"))
        .toList();
  }

  @Test
  void afterTheLedgerWasLostNothingIsCopiedAgain() throws Exception {
    embedded();
    theLedgerIsLost();
  }

  @Test
  @RequiresRadicale
  void soItIsAtRadicale() throws Exception {
    radicale();
    theLedgerIsLost();
  }

  private void anotherProgramMovedSome() throws Exception {
    String work = destination.calendar("Work", "VEVENT", "VTODO");
    destination.put(work + "by-another-program.ics", reordered(event("event-1", "Meeting")));
    String book = destination.addressBook("Friends");
    destination.put(book + "by-another-program.vcf", card("card-1", "Berta"));
    List<String> before = items(destination.versions());

    Counts counts = completed(project.adopting());

    assertEquals(2, counts.adopted());
    assertEquals(2, counts.migrated());
    assertEquals(
        Map.of("Work", Set.of("event-1", "event-2", "task-1"), "Friends", Set.of("card-1")),
        destination.uids());
    assertEquals(4, items(destination.versions()).size(), "none is there twice");
    assertTrue(destination.versions().containsAll(before), "what was there is as it was");
    assertEquals(4, completed(project.full()).alreadyMigrated());
  }

  /** The same event as a program writes it that sorts its lines. */
  private static String reordered(String event) {
    return event
        .replace("SUMMARY:Meeting\r\n", "")
        .replace("END:VEVENT", "SUMMARY:Meeting\r\nEND:VEVENT");
  }

  @Test
  void whatAnotherProgramMovedIsFoundUnderWhateverName() throws Exception {
    embedded();
    anotherProgramMovedSome();
  }

  @Test
  @RequiresRadicale
  void soItIsFoundAtRadicale() throws Exception {
    radicale();
    anotherProgramMovedSome();
  }

  @Test
  void anEventThatWasChangedAtTheDestinationIsLeftAsItIs() throws Exception {
    embedded();
    String work = destination.calendar("Work", "VEVENT", "VTODO");
    destination.put(work + "mine.ics", event("event-1", "Moved to Tuesday"));

    MailboxPassRecord record = project.adopting().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status());
    assertEquals(3, record.counts().migrated(), record.toString());
    assertEquals(1, record.counts().failed(), record.toString());
    assertTrue(destination.text("event-1").contains("Moved to Tuesday"));
    assertEquals(4, items(destination.versions()).size());
  }
}
