package io.mailtrek.store.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.RawDav;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One mailbox is copied to another one on the same server. */
abstract class DavCopyContract {
  private RawDav anna;
  private RawDav berta;

  /** Starts a server with the users anna and berta. */
  abstract void start() throws Exception;

  abstract void stop();

  abstract int port();

  @BeforeEach
  void fill() throws Exception {
    start();
    anna = new RawDav(port(), "anna", "secret");
    berta = new RawDav(port(), "berta", "secret");
    String home = anna.homes().get(0);
    String cards = anna.homes().get(anna.homes().size() - 1);
    String work = anna.makeCalendar(home, "w", "Arbeit & mehr", "VEVENT", "VTODO", "VJOURNAL");
    for (int i = 0; i < 110; i++) {
      anna.put(
          work + "e" + i + ".ics", DavSamples.event("event-" + i, "Event " + i).getBytes(UTF_8));
    }
    anna.put(work + "t.ics", DavSamples.task("task-1", "Task").getBytes(UTF_8));
    anna.put(work + "j.ics", DavSamples.journal("journal-1", "Journal").getBytes(UTF_8));
    anna.put(
        work + "n.ics",
        DavSamples.journal("note-1", "Note", "CATEGORIES:Home,Notes").getBytes(UTF_8));
    anna.makeCalendar(home, "empty", "Empty", "VEVENT");
    String friends = anna.makeAddressBook(cards, "f", "Freunde");
    for (int i = 0; i < 20; i++) {
      anna.put(
          friends + "c" + i + ".vcf", DavSamples.card("card-" + i, "Müller " + i).getBytes(UTF_8));
    }
  }

  @AfterEach
  void end() {
    stop();
  }

  private DavStore store() {
    return DavStore.of(DavUri.parse("dav://127.0.0.1:" + port() + "?security=none"));
  }

  @Test
  void copiesAllItemTypesAndFindsThemTheSecondTime() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    try (SourceSession source = store().openSource(Copying.login("anna"));
        DestinationSession destination = store().openDestination(Copying.login("berta"), journal)) {
      Map<String, List<Delivered>> results = Copying.copy(source, destination);
      assertEquals(
          Set.of(
              "calendar Arbeit & mehr",
              "task Arbeit & mehr",
              "journal Arbeit & mehr",
              "note Arbeit & mehr",
              "contact Freunde"),
          results.keySet());
      assertEquals(110, results.get("calendar Arbeit & mehr").size());
      assertFalse(results.get("calendar Arbeit & mehr").get(0).adopted());
    }
    assertEquals(133, journal.count());
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(contents(anna), contents(berta));
    try (SourceSession source = store().openSource(Copying.login("anna"));
        DestinationSession destination =
            store().openDestination(Copying.login("berta"), new MemoryJournal())) {
      Copying.copy(source, destination)
          .values()
          .forEach(all -> assertTrue(all.stream().allMatch(Delivered::adopted)));
    }
    assertEquals(contents(anna), contents(berta));
  }

  /** What is in each folder, in a form that does not depend on who has written it. */
  private static Map<String, Set<String>> contents(RawDav user) throws Exception {
    Map<String, Set<String>> all = new HashMap<>();
    for (RawDav.Folder folder : user.folders()) {
      Set<String> forms = new TreeSet<>();
      for (String item : user.items(folder.href())) {
        forms.add(SameItem.form(io.mailtrek.store.Content.of(user.get(item))));
      }
      all.computeIfAbsent(folder.name(), name -> new TreeSet<>()).addAll(forms);
    }
    return all;
  }

  @Test
  void listsOnlyWhatIsNew() throws Exception {
    FolderState settled;
    try (SourceSession source = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = folder(source, ItemType.CALENDAR, "Arbeit & mehr");
      Listing listing =
          source.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
      assertEquals(110, Copying.all(listing).size());
      settled = listing.state();
      assertEquals(110, settled.count());
    }
    try (SourceSession source = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = folder(source, ItemType.CALENDAR, "Arbeit & mehr");
      Listing listing =
          source.list(
              folder,
              Optional.of(settled),
              () -> {
                throw new AssertionError("Nothing is new");
              },
              ListOptions.PLAIN);
      assertEquals(List.of(), listing.next());
      assertEquals(110, listing.known());
      assertEquals(settled, listing.state());
    }
    String work = path(anna, "Arbeit & mehr");
    anna.put(work + "new.ics", DavSamples.event("event-new", "New").getBytes(UTF_8));
    anna.put(work + "e7.ics", DavSamples.event("event-7", "Changed").getBytes(UTF_8));
    try (SourceSession source = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = folder(source, ItemType.CALENDAR, "Arbeit & mehr");
      KnownItems known = key -> !key.value().equals("event-new");
      Listing listing = source.list(folder, Optional.of(settled), () -> known, ListOptions.PLAIN);
      List<Item> items = Copying.all(listing);
      assertEquals(List.of(new ItemKey("event-new")), items.stream().map(Item::key).toList());
      assertEquals(110, listing.known());
      assertEquals(111, listing.state().count());
    }
  }

  @Test
  void findsItemsByTheirTitles() throws Exception {
    try (SourceSession source = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = folder(source, ItemType.CONTACT, "Freunde");
      FoundItems found =
          source.search(folder, new HeaderSearch(Optional.of("müller 1"), Optional.empty()));
      assertEquals(11, found.keys().size());
    }
  }

  @Test
  void looksWithoutChangingAnything() throws Exception {
    Inspection inspection =
        store().inspect(Side.SOURCE, Copying.login("anna"), 1, new Waits(Waits.PATIENCE));
    assertEquals(Verdict.GO, inspection.verdict(), inspection.findings().toString());
    assertTrue(
        inspection.findings().stream()
            .map(Finding::text)
            .anyMatch(
                text ->
                    text.contains("2 calendars and 1 address book can be read, with 133 items")),
        inspection.findings().toString());
  }

  @Test
  void probesAndLeavesNothing() throws Exception {
    List<Finding> findings = store().probe(Copying.login("berta"), new Waits(Waits.PATIENCE));
    assertEquals(Verdict.GO, Verdict.worst(findings), findings.toString());
    assertEquals(
        List.of(Finding.Subject.BYTES, Finding.Subject.CLEAN_UP),
        findings.stream().map(Finding::subject).toList());
    assertEquals(List.of(), berta.folders());
  }

  @Test
  void adoptsWhatAnInterruptedPassHasWritten() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    try (SourceSession source = store().openSource(Copying.login("anna"));
        DestinationSession destination =
            store().openDestination(Copying.login("berta"), new MemoryJournal())) {
      SourceFolder folder = folder(source, ItemType.CONTACT, "Freunde");
      List<Item> items = Copying.list(source, folder);
      var to = destination.ensureFolder(folder, folder.path(), false);
      var first = Copying.delivery(items.get(0), Copying.get(source.read(items.get(0))));
      var second = Copying.delivery(items.get(1), Copying.get(source.read(items.get(1))));
      Copying.get(destination.deliver(to, first));
      journal.crash(
          folder.path(), to, new FolderState("", "", 0), List.of(first.trace(), second.trace()));
      try (DestinationSession next = store().openDestination(Copying.login("berta"), journal)) {
        assertEquals(List.of(), journal.inDoubt());
        assertEquals(1, journal.count());
        assertTrue(Copying.get(next.deliver(to, first)).adopted());
        assertFalse(Copying.get(next.deliver(to, second)).adopted());
      }
    }
    assertEquals(2, berta.items(path(berta, "Freunde")).size());
  }

  static SourceFolder folder(SourceSession source, ItemType type, String name) throws Exception {
    List<SourceFolder> folders = source.folders();
    return folders.stream()
        .filter(folder -> folder.itemType() == type && folder.path().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    folders.stream()
                        .map(f -> f.itemType() + " " + f.path())
                        .collect(Collectors.toList())));
  }

  private static String path(RawDav user, String name) throws Exception {
    return user.folders().stream()
        .filter(folder -> folder.name().equals(name))
        .findFirst()
        .orElseThrow()
        .href();
  }
}
