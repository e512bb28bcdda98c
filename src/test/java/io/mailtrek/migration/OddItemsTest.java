package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.OddCalendar;
import io.mailtrek.corpus.OddCard;
import io.mailtrek.corpus.SampleItem;
import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.demo.dav.ItemText;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.store.ItemType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, tasks, journals and contacts as odd as those of real calendars. */
class OddItemsTest {
  private static final String USER = "anna";

  private DavServer source;
  private DavCollection calendar;
  private DavCollection book;

  @BeforeEach
  void start() throws Exception {
    source = DavServer.start();
    source.tree().addUser(USER, TestProject.PASSWORD);
    calendar = source.tree().addCalendar(USER, "all", "All", Set.of("VEVENT", "VTODO", "VJOURNAL"));
    book = source.tree().addAddressBook(USER, "people", "People");
  }

  @AfterEach
  void stop() {
    source.close();
  }

  @Test
  void allThatIsValidArrivesAsItIs(@TempDir Path home) throws Exception {
    List<SampleItem> items = new ArrayList<>(OddCalendar.valid());
    items.addAll(OddCard.valid());
    items.add(OddCalendar.large());
    items.addAll(OddCalendar.many(2_000, 9));
    items.forEach(this::add);
    try (DavServer destination = destination();
        TestProject project = project(home, destination.uri())) {
      Counts counts = completed(project.full().get(0));

      assertEquals(items.size(), counts.migrated());
      assertEquals(List.of(), differences(substance(source), substance(destination)));
      assertEquals(List.of(), destination.tree().mailed());
      assertEquals(0, completed(project.full().get(0)).migrated());
    }
  }

  @Test
  void whatIsHopelessFailsAloneAndIsNamed(@TempDir Path home) throws Exception {
    OddCalendar.hopeless().forEach(this::add);
    add(OddCalendar.valid().get(0));
    try (DavServer destination = destination();
        TestProject project = project(home, destination.uri())) {
      MailboxPassRecord record = project.full().get(0);

      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      assertEquals(1, record.counts().migrated());
      assertEquals(OddCalendar.hopeless().size(), record.counts().failed());
      assertEquals(
          OddCalendar.hopeless().size(), project.engine().ledger().passes().failures().size());
    }
  }

  @Test
  void anAttachmentThatTheServerKeepsBesideComesAlong(@TempDir Path home) throws Exception {
    String path = source.tree().addAttachment(USER, "agenda.txt", "Agenda".getBytes(UTF_8));
    add(OddCalendar.managedAttachment("http://127.0.0.1:" + source.port() + path));
    try (DavServer destination = destination();
        TestProject project = project(home, destination.uri())) {
      completed(project.full().get(0));

      ItemText copy = new ItemText(items(destination).get(0));
      assertEquals("QWdlbmRh", copy.lines("ATTACH").get(0).value());
      assertFalse(copy.lines("ATTACH").get(0).parameters().contains("MANAGED-ID"));
    }
  }

  /** It takes apart characters that are folded in the middle, so they must not come so. */
  @Test
  @RequiresRadicale
  void radicaleGetsAllThatItTakes(@TempDir Path home) throws Exception {
    List<SampleItem> items = new ArrayList<>(OddCalendar.valid());
    items.addAll(OddCard.valid());
    items.removeIf(item -> item.name().equals("photo-as-uri"));
    items.forEach(this::add);
    try (RadicaleServer destination = new RadicaleServer(Map.of(USER, TestProject.PASSWORD));
        TestProject project = project(home, destination.uri())) {
      MailboxPassRecord record = project.full().get(0);

      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      // One of them it takes once the event has an end.
      assertEquals(RadicaleServer.REFUSED.size() - 1, record.counts().failed(), record.toString());
      List<String> expected =
          items.stream()
              .filter(item -> !RadicaleServer.REFUSED.contains(item.name()))
              .map(item -> ItemSubstance.of(item.content()))
              .sorted()
              .toList();
      List<String> there =
          new DavMailboxes(destination.port(), USER)
              .substance().values().stream().flatMap(List::stream).sorted().toList();
      List<String> differences = differences(expected, there);
      assertEquals(1, differences.size(), differences.toString());
      assertTrue(differences.get(0).contains("DTEND[]:99991231T235959Z"), differences.toString());
    }
  }

  private void add(SampleItem item) {
    (item.type() == ItemType.CONTACT ? book : calendar).put(item.file(), item.content());
  }

  private static DavServer destination() throws Exception {
    DavServer server = DavServer.start();
    server.tree().addUser(USER, TestProject.PASSWORD);
    return server;
  }

  private TestProject project(Path home, String destination) throws Exception {
    return new TestProject(home, 1, 1, USER).dav(source.uri(), destination).withoutMail();
  }

  private static Counts completed(MailboxPassRecord record) {
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(0, record.counts().failed(), record.toString());
    assertTrue(record.counts().listed() > 0);
    return record.counts();
  }

  private static List<String> differences(List<String> expected, List<String> there) {
    List<String> missing = new ArrayList<>(expected);
    there.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(there);
    expected.forEach(surplus::remove);
    missing.replaceAll(item -> "missing: " + item);
    missing.addAll(surplus);
    return missing;
  }

  private static List<byte[]> items(DavServer server) {
    return server.tree().collections(USER).stream()
        .flatMap(collection -> collection.resources().stream())
        .map(resource -> resource.content())
        .toList();
  }

  private static List<String> substance(DavServer server) {
    return items(server).stream().map(ItemSubstance::of).sorted().toList();
  }
}
