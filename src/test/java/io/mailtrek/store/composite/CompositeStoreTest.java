package io.mailtrek.store.composite;

import static io.mailtrek.store.ItemType.CALENDAR;
import static io.mailtrek.store.ItemType.CONTACT;
import static io.mailtrek.store.ItemType.MAIL;
import static io.mailtrek.store.ItemType.NOTE;
import static io.mailtrek.store.ItemType.TASK;
import static io.mailtrek.store.composite.FakeStore.item;
import static io.mailtrek.store.composite.FakeStore.place;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.Pause;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.Trace;
import io.mailtrek.store.VanishedException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CompositeStoreTest {
  private static final Login LOGIN = new Login("anna", new Secret("x"), Optional.empty());
  private static final Place INBOX = place("INBOX", MAIL);
  private static final Place WORK = place("Work", CALENDAR);

  private final FakeStore mail = new FakeStore("mail", EnumSet.of(MAIL), INBOX);
  private final FakeStore dav = new FakeStore("groupware", EnumSet.of(CALENDAR, CONTACT), WORK);
  private final Store both = of(mail, dav);
  private final Waits waits = new Waits(Duration.ofMinutes(1));

  private static Store of(FakeStore... stores) {
    Map<String, Store> named = new LinkedHashMap<>();
    for (FakeStore store : stores) {
      named.put(store.toString().toUpperCase(Locale.ROOT), store);
    }
    return CompositeStore.of(named);
  }

  private static SourceFolder folder(SourceSession session, Place place) throws Exception {
    return session.folders().stream()
        .filter(folder -> folder.place().equals(place))
        .findFirst()
        .orElseThrow();
  }

  private static Item first(SourceSession session, Place place) throws Exception {
    Listing listing =
        session.list(
            folder(session, place), Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
    return listing.next().get(0);
  }

  private static String text(SourceSession session, Item item) throws Exception {
    return new String(
        session.read(item).toCompletableFuture().get().toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void oneStoreNeedsNoComposite() {
    assertSame(mail, of(mail));
    assertThrows(IllegalArgumentException.class, () -> of());
  }

  @Test
  void hasTheFoldersAndTypesOfAll() throws Exception {
    assertEquals(Set.of(MAIL, CALENDAR, CONTACT), both.itemTypes());
    assertEquals(Set.of(MAIL, CALENDAR, CONTACT), both.takes());
    try (SourceSession session = both.openSource(LOGIN)) {
      assertEquals(
          List.of(INBOX, WORK), session.folders().stream().map(SourceFolder::place).toList());
      assertEquals(Optional.of(Duration.ofMillis("groupware".length())), session.roundTrip());
    }
    assertEquals(0, mail.open() + dav.open());
  }

  @Test
  void asksTheStoreThatAFolderIsIn() throws Exception {
    try (SourceSession session = both.openFurtherSource(LOGIN, waits)) {
      assertEquals("groupware: Work", text(session, first(session, WORK)));
      assertEquals("mail: INBOX", text(session, first(session, INBOX)));
      assertEquals(
          1,
          session
              .search(folder(session, WORK), new HeaderSearch(Optional.of("a"), Optional.empty()))
              .keys()
              .size());
      Item nowhere = item(place("Gone", TASK));
      ExecutionException failure =
          assertThrows(
              ExecutionException.class, () -> session.read(nowhere).toCompletableFuture().get());
      assertTrue(failure.getCause() instanceof VanishedException);
    }
    assertEquals(List.of("open further source", "list Work", "search Work", "close"), dav.calls);
  }

  @Test
  void foldersOfOnePathAndTypeStayApartWithOrWithoutEachOther() throws Exception {
    FakeStore first = new FakeStore("first", EnumSet.of(MAIL, NOTE), place("Notes", NOTE));
    first.mayList = Set.of(place("Notes", NOTE));
    FakeStore second =
        new FakeStore(
            "second",
            EnumSet.of(NOTE),
            place("Notes", NOTE),
            place("Notes (2)", NOTE),
            place("Ideas", NOTE));
    Store store = of(first, second);
    Place moved = place("Notes (2)", NOTE);
    for (Store part : List.of(store, store.holding(Set.of(NOTE)))) {
      try (SourceSession session = part.openSource(LOGIN)) {
        assertEquals(
            List.of("Notes", "Notes (2)", "Notes (2) (2)", "Ideas"),
            session.folders().stream().map(each -> each.path().toString()).toList());
        assertEquals("first: Notes", text(session, first(session, place("Notes", NOTE))));
        assertEquals(moved.path(), first(session, moved).folder());
        assertEquals("second: Notes", text(session, first(session, moved)));
        assertEquals(
            "second: Notes (2)", text(session, first(session, place("Notes (2) (2)", NOTE))));
        assertEquals("second: Ideas", text(session, first(session, place("Ideas", NOTE))));
      }
    }
    assertTrue(store.mayList(moved));
    assertFalse(store.mayList(place("Work", CALENDAR)));
  }

  @Test
  void deliversToTheStoreThatTakesTheType() throws Exception {
    try (DestinationSession session = both.openDestination(LOGIN, new MemoryJournal())) {
      for (Place place : List.of(INBOX, WORK)) {
        DestinationFolder made =
            session.ensureFolder(
                new SourceFolder(
                    place.path(), place.type(), FolderRole.NONE, true, true, Optional.empty()),
                place.path(),
                false);
        session.deliver(made, delivery(place)).toCompletableFuture().get();
      }
      assertEquals(
          "groupware".length(), session.count(new DestinationFolder(WORK.path(), CALENDAR, false)));
      assertEquals(0, session.count(new DestinationFolder(WORK.path(), TASK, false)));
      session.contents().folders();
    }
    assertTrue(mail.calls.containsAll(List.of("ensure INBOX", "deliver to INBOX")));
    assertTrue(dav.calls.containsAll(List.of("ensure Work", "deliver to Work")));
  }

  private static Delivery delivery(Place place) {
    Content content = Content.of(new byte[0]);
    return new Delivery(item(place), Trace.of(item(place), content), content);
  }

  @Test
  void saysThatNoStoreTakesAType() throws Exception {
    try (DestinationSession session = both.openDestination(LOGIN, new MemoryJournal())) {
      SourceFolder tasks =
          new SourceFolder(
              FolderPath.of("Tasks"), TASK, FolderRole.NONE, true, true, Optional.empty());
      PermanentException failure =
          assertThrows(
              PermanentException.class, () -> session.ensureFolder(tasks, tasks.path(), false));
      assertEquals(Problem.TYPE_NOT_TAKEN, failure.problem());
      assertTrue(
          session
              .deliver(new DestinationFolder(tasks.path(), TASK, false), delivery(INBOX))
              .toCompletableFuture()
              .isCompletedExceptionally());
    }
  }

  @Test
  void aLoginThatFailsClosesWhatIsOpenAndFailsTheMailbox() {
    dav.refusal = Optional.of("The DAV server refused the login");
    FatalException source = assertThrows(FatalException.class, () -> both.openSource(LOGIN));
    assertEquals("The DAV server refused the login", source.getMessage());
    assertEquals(Problem.LOGIN_REFUSED, source.problem());
    assertThrows(FatalException.class, () -> both.openDestination(LOGIN, new MemoryJournal()));
    assertThrows(FatalException.class, () -> both.openFurtherSource(LOGIN, waits));
    assertThrows(
        FatalException.class, () -> both.openFurtherDestination(LOGIN, new MemoryJournal(), waits));
    assertEquals(4, mail.calls.stream().filter(call -> call.equals("close")).count());
    assertEquals(0, mail.open());
  }

  @Test
  void eachStoreSettlesItsOwnDoubtsOnly() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    doubt(journal, INBOX);
    doubt(journal, WORK);
    try (DestinationSession session = both.taking(Set.of(MAIL)).openDestination(LOGIN, journal)) {
      assertEquals(1, journal.inDoubt().size(), "what is in doubt elsewhere stays in doubt");
      doubt(journal, INBOX);
      session.settleDoubts();
    }
    assertEquals(List.of(), dav.calls);
    assertEquals(List.of("open destination", "settle INBOX", "settle INBOX", "close"), mail.calls);

    both.openFurtherDestination(LOGIN, journal, waits).close();

    assertEquals(List.of("open further destination", "settle Work", "close"), dav.calls);
    assertEquals(List.of(), journal.inDoubt());
  }

  private static void doubt(MemoryJournal journal, Place place) {
    journal.crash(
        place.path(),
        new DestinationFolder(place.path(), place.type(), false),
        new FolderState("1", "1", 0),
        List.of(new Trace(ItemKey.of(1), Optional.empty(), Optional.empty(), 1, "00")));
  }

  @Test
  void onlyTheServersOfTheWantedTypesAreAskedForAnything() throws Exception {
    both.holding(Set.of(MAIL)).openSource(LOGIN).close();
    both.holding(Set.of(TASK)).openSource(LOGIN).close();
    assertEquals(List.of(), dav.calls);
    both.holding(Set.of(CONTACT)).openSource(LOGIN).close();
    both.holding(EnumSet.allOf(ItemType.class)).openSource(LOGIN).close();
    assertEquals(2, dav.calls.stream().filter(call -> call.equals("open source")).count());
    assertEquals(3, mail.calls.stream().filter(call -> call.equals("open source")).count());
    assertSame(mail, mail.holding(Set.of(TASK)));
    assertSame(mail, mail.taking(Set.of(TASK)));
  }

  @Test
  void findingsNameTheServer() throws Exception {
    mail.space = Optional.of(new Quota(1, 10));
    dav.space = Optional.of(new Quota(1, 2));
    dav.refusal = Optional.of("login refused");

    Inspection inspection = both.inspect(Side.SOURCE, LOGIN, 1, waits);

    assertEquals(
        List.of("MAIL server: welcome", "GROUPWARE server: login refused"),
        inspection.findings().stream().map(Finding::text).toList());
    assertEquals(Verdict.NO_GO, inspection.verdict());
    assertEquals(mail.space, inspection.space());
    assertEquals(
        List.of("MAIL server: probed", "GROUPWARE server: probed"),
        both.probe(LOGIN, waits).stream().map(Finding::text).toList());
    assertEquals("mail + groupware", both.toString());
  }

  @Test
  void isReachedWhenAllAre() throws Exception {
    assertEquals(Optional.empty(), both.reach());
    dav.pause = Optional.of(new Pause("busy", Optional.of(Instant.EPOCH)));
    assertEquals(dav.pause, both.reach());
    mail.refusal = Optional.of("down");
    assertThrows(FatalException.class, both::reach);
  }
}
