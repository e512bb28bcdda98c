package io.mailtrek.store.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavName;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.server.dav.DavFault;
import io.mailtrek.server.dav.DavFaults;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.DavScript;
import io.mailtrek.server.dav.RawDav;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server does wrong, or otherwise than most, and what becomes of the items. */
class UnwellDavServerTest {
  private static final FolderPath WORK = FolderPath.of("Work");

  private final DavScript script = new DavScript();
  private final MemoryJournal journal = new MemoryJournal();
  private DavServer server;
  private RawDav berta;

  @BeforeEach
  void start() throws Exception {
    server = DavServer.start(script);
    server.tree().addUser("anna", "secret");
    server.tree().addUser("berta", "secret");
    berta = new RawDav(server.port(), "berta", "secret");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DavStore store() {
    return DavStore.of(DavUri.parse(server.uri()));
  }

  private static SourceFolder work(ItemType type, String... components) {
    FolderProperties properties =
        new FolderProperties(
            Optional.of("#FF0000"),
            Optional.of("3"),
            Optional.of("All <work>"),
            Optional.empty(),
            Set.of(components));
    return new SourceFolder(WORK, type, FolderRole.NONE, true, true, Optional.empty(), properties);
  }

  private static Delivery event(String uid, String... lines) {
    return delivery(ItemType.CALENDAR, uid, DavSamples.event(uid, "Event " + uid, lines));
  }

  private static Delivery delivery(ItemType type, String uid, String text) {
    Content content = Content.of(text.getBytes(UTF_8));
    Item item =
        new Item(
            WORK,
            type,
            new ItemKey(uid),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of(),
            Set.of());
    return Copying.delivery(item, content);
  }

  /** Delivers one event while a fault is on. */
  private Delivered deliver(String method, DavFault fault) throws Exception {
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      script.on(method).once(fault);
      return Copying.get(session.deliver(folder, event("u1")));
    }
  }

  private Problem problem(DavFault fault) {
    StoreException e = assertThrows(StoreException.class, () -> deliver("PUT", fault));
    assertEquals(0, journal.count());
    assertEquals(List.of(), journal.inDoubt());
    script.behave();
    return e.problem();
  }

  private int written() throws Exception {
    return berta.items(berta.folders().get(0).href()).size();
  }

  @Test
  void aLostAnswerIsNoSecondItem() throws Exception {
    assertFalse(deliver("PUT", DavFaults.drop()).adopted());
    assertTrue(deliver("PUT", DavFaults.loseReply()).adopted());
    assertEquals(1, written());
  }

  @Test
  void whatCantBeFoundOutNowStaysInDoubtAndIsSettledLater() throws Exception {
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      script.on("PUT").times(2, DavFaults.loseReply());
      script.on("GET").always(DavFaults.drop());
      CompletionStage<Delivered> lost = session.deliver(folder, event("u1"));
      assertThrows(TransientException.class, () -> Copying.get(lost));
      assertEquals(1, journal.inDoubt().size());
      script.behave();
      assertTrue(Copying.get(session.deliver(folder, event("u1"))).adopted());
      assertEquals(List.of(), journal.inDoubt());
    }
    assertEquals(1, written());
    assertEquals(1, journal.count());
  }

  @Test
  void aLoginThatIsRefusedOnceInTheMiddleIsTriedAgain() throws Exception {
    assertFalse(deliver("PUT", DavFaults.unauthorized()).adopted());
    script.on("PUT").always(DavFaults.unauthorized());
    FatalException e = assertThrows(FatalException.class, () -> deliver("X", DavFaults.drop()));
    assertEquals(Problem.LOGIN_REFUSED, e.problem());
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    assertFalse(deliver("PUT", DavFaults.comeAgain(429, "1")).adopted());
    assertEquals(1, written());
  }

  @Test
  void refusalsAreOfTheItemTheMailboxOrTheMoment() {
    assertEquals(Problem.QUOTA_FULL, problem(DavFaults.answer(507, "Full")));
    assertEquals(Problem.TOO_LARGE, problem(DavFaults.answer(413, "Large")));
    assertEquals(Problem.SERVER_TROUBLE, problem(DavFaults.answer(423, "Locked")));
    assertEquals(Problem.REFUSED, problem(DavFaults.answer(400, "Bad")));
    assertEquals(Problem.REFUSED, problem(DavFaults.answer(202, "Perhaps")));
    assertEquals(Problem.REFUSED, problem(DavFaults.refuseWithin207(403, "Forbidden")));
    assertEquals(Problem.QUOTA_FULL, problem(DavFaults.refuseWithin207(507, "Full")));
    assertEquals(
        Problem.TOO_LARGE,
        problem(DavFaults.answer(DavReply.refused(403, DavName.caldav("max-resource-size")))));
    assertEquals(
        Problem.REFUSED,
        problem(DavFaults.answer(DavReply.refused(403, DavName.caldav("valid-calendar-data")))));
    assertEquals(
        Problem.QUOTA_FULL,
        problem(DavFaults.answer(DavReply.refused(403, DavName.dav("quota-not-exceeded")))));
  }

  @Test
  void oneItemThatAServerStumblesOverFailsAlone() throws Exception {
    script.on("PUT").with("stumble").always(DavFaults.answer(500, "Oops"));
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      CompletionStage<Delivered> bad = session.deliver(folder, event("stumble"));
      CompletionStage<Delivered> good = session.deliver(folder, event("u1"));
      PermanentException e = assertThrows(PermanentException.class, () -> Copying.get(bad));
      assertEquals(Problem.REFUSED, e.problem());
      assertFalse(Copying.get(good).adopted());
    }
  }

  @Test
  void whatIsThereAndDiffersIsReportedAndLeft() throws Exception {
    deliver("X", DavFaults.drop());
    try (DestinationSession session =
        store().openDestination(Copying.login("berta"), new MemoryJournal())) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      Delivery other = delivery(ItemType.CALENDAR, "u1", DavSamples.event("u1", "Another summary"));
      PermanentException e =
          assertThrows(PermanentException.class, () -> Copying.get(session.deliver(folder, other)));
      assertEquals(Problem.DIFFERS, e.problem());
    }
    assertTrue(stored().contains("SUMMARY:Event u1"));
  }

  private String stored() throws Exception {
    String folder = berta.folders().get(0).href();
    return new String(berta.get(berta.items(folder).get(0)), UTF_8);
  }

  @Test
  void aUidThatIsElsewhereInTheHomeIsAdoptedThere() throws Exception {
    DavCollection old = server.tree().addCalendar("berta", "old", "Old", Set.of("VEVENT"));
    berta.put(old.path() + "mine.ics", DavSamples.event("u1", "Event u1").getBytes(UTF_8));
    script.on("PUT").always(DavFaults.uniqueUidsInHome(server.tree()));
    assertTrue(deliver("X", DavFaults.drop()).adopted());
  }

  @Test
  void aServerThatGivesNoEtagIsAskedWhetherItHasTheItem() throws Exception {
    script.on("PUT").always(DavFaults.noEtag());
    assertFalse(deliver("X", DavFaults.drop()).adopted());
    script.behave();
    script.on("PUT").always(DavFaults.answer(201, ""));
    PermanentException e =
        assertThrows(
            PermanentException.class,
            () -> {
              try (DestinationSession session =
                  store().openDestination(Copying.login("berta"), new MemoryJournal())) {
                DestinationFolder folder =
                    session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
                Copying.get(session.deliver(folder, event("u2")));
              }
            });
    assertTrue(e.getMessage().contains("then the item was not there"), e.getMessage());
  }

  @Test
  void aCalendarIsMadeAsItWasAndForEachKindWhereTheServerWantsThat() throws Exception {
    script.on("MKCALENDAR").always(DavFaults.oneComponentACalendar());
    String[] both = {"VEVENT", "VTODO"};
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder events = session.ensureFolder(work(ItemType.CALENDAR, both), WORK, false);
      DestinationFolder tasks = session.ensureFolder(work(ItemType.TASK, both), WORK, false);
      assertTrue(events.created() && tasks.created());
      Copying.get(session.deliver(events, event("u1")));
      Copying.get(
          session.deliver(tasks, delivery(ItemType.TASK, "t1", DavSamples.task("t1", "Task"))));
    }
    assertEquals(
        List.of("Work", "Work"), berta.folders().stream().map(RawDav.Folder::name).toList());
    script.forget();
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      assertFalse(session.ensureFolder(work(ItemType.CALENDAR, both), WORK, false).created());
      assertFalse(session.ensureFolder(work(ItemType.TASK, both), WORK, false).created());
    }
    assertEquals(0, script.count("MKCALENDAR"));
  }

  @Test
  void aCalendarThatIsGoneMeanwhileIsMadeAgain() throws Exception {
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      server.tree().remove(server.tree().named("berta", "Work").orElseThrow());
      assertFalse(Copying.get(session.deliver(folder, event("u1"))).adopted());
    }
    assertEquals(1, written());
  }

  @Test
  void nobodyIsInvitedAgain() throws Exception {
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      Copying.get(
          session.deliver(
              folder, event("u1", "ORGANIZER:mailto:berta", "ATTENDEE:mailto:guest@example.org")));
    }
    assertEquals(List.of(), server.tree().mailed());
    assertTrue(stored().contains("SCHEDULE-AGENT=CLIENT"));
  }

  private DavCollection calendarOfAnna(int events) throws Exception {
    DavCollection calendar = server.tree().addCalendar("anna", "work", "Work", Set.of("VEVENT"));
    RawDav anna = new RawDav(server.port(), "anna", "secret");
    for (int i = 1; i <= events; i++) {
      anna.put(
          calendar.path() + "e" + i + ".ics",
          DavSamples.event("u" + i, "Event " + i).getBytes(UTF_8));
    }
    return calendar;
  }

  private List<Item> list(Optional<FolderState> settled, KnownItems known, FolderState[] state)
      throws Exception {
    try (SourceSession session = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = DavCopyContract.folder(session, ItemType.CALENDAR, "Work");
      Listing listing = session.list(folder, settled, () -> known, ListOptions.PLAIN);
      List<Item> items = Copying.all(listing);
      state[0] = listing.state();
      return items;
    }
  }

  @Test
  void anExpiredTokenCostsAListingAndNothingElse() throws Exception {
    DavCollection calendar = calendarOfAnna(3);
    FolderState[] state = new FolderState[1];
    assertEquals(3, list(Optional.empty(), KnownItems.NONE, state).size());
    new RawDav(server.port(), "anna", "secret")
        .put(calendar.path() + "new.ics", DavSamples.event("new", "New").getBytes(UTF_8));
    script.on("REPORT").always(DavFaults.tokensExpire());
    List<Item> items = list(Optional.of(state[0]), key -> !key.value().equals("new"), state);
    assertEquals(List.of(new ItemKey("new")), items.stream().map(Item::key).toList());
    assertEquals(4, state[0].count());
  }

  @Test
  void moreChangesThanTheServerTellsCostAListingAndNothingElse() throws Exception {
    DavCollection calendar = calendarOfAnna(3);
    FolderState[] state = new FolderState[1];
    list(Optional.empty(), KnownItems.NONE, state);
    new RawDav(server.port(), "anna", "secret")
        .put(calendar.path() + "new.ics", DavSamples.event("new", "New").getBytes(UTF_8));
    script.on("REPORT").with("sync-collection").always(DavFaults.answer(507, "Too much"));
    List<Item> items = list(Optional.of(state[0]), key -> !key.value().equals("new"), state);
    assertEquals(List.of(new ItemKey("new")), items.stream().map(Item::key).toList());
  }

  /** What is left out would never be missed. */
  @Test
  void aListThatIsNotWholeIsAFailureOfTheFolder() throws Exception {
    calendarOfAnna(3);
    script.on("PROPFIND").with("getcontentlength").always(DavFaults.cutOff());
    PermanentException e =
        assertThrows(
            PermanentException.class,
            () -> list(Optional.empty(), KnownItems.NONE, new FolderState[1]));
    assertTrue(e.getMessage().contains("in part only"), e.getMessage());
  }

  @Test
  void anEmptyDeltaCostsNoRequestForACollection() throws Exception {
    calendarOfAnna(3);
    FolderState[] state = new FolderState[1];
    list(Optional.empty(), KnownItems.NONE, state);
    script.forget();
    assertEquals(List.of(), list(Optional.of(state[0]), KnownItems.NONE, state));
    assertEquals(0, script.count("REPORT"));
    assertEquals(3, state[0].count());
  }

  @Test
  void doesWithoutSyncCollection() throws Exception {
    calendarOfAnna(2);
    script.on("*").always(DavFaults.noSyncCollection());
    FolderState[] state = new FolderState[1];
    assertEquals(2, list(Optional.empty(), KnownItems.NONE, state).size());
    assertEquals(List.of(), list(Optional.of(state[0]), key -> true, state));
    assertEquals(2, state[0].count());
  }

  @Test
  void oneItemThatCantBeReadIsListedAndFailsAlone() throws Exception {
    DavCollection calendar = calendarOfAnna(5);
    new RawDav(server.port(), "anna", "secret")
        .put(calendar.path() + "odd.ics", DavSamples.event("odd", "Trouble").getBytes(UTF_8));
    script.on("*").always(DavFaults.stumbleOver("Trouble"));
    try (SourceSession session = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = DavCopyContract.folder(session, ItemType.CALENDAR, "Work");
      List<Item> items = Copying.list(session, folder);
      assertEquals(6, items.size());
      int failed = 0;
      for (Item item : items) {
        try {
          Copying.get(session.read(item));
        } catch (PermanentException e) {
          assertEquals(Problem.UNREADABLE, e.problem());
          assertEquals("/odd.ics", item.key().value());
          failed++;
        }
      }
      assertEquals(1, failed);
    }
  }

  @Test
  void attachmentsThatTheServerKeepsComeAlong() throws Exception {
    DavCollection calendar = calendarOfAnna(0);
    String url = server.tree().addAttachment("anna", "plan.txt", "The plan".getBytes(UTF_8));
    new RawDav(server.port(), "anna", "secret")
        .put(
            calendar.path() + "a.ics",
            DavSamples.event(
                    "a",
                    "With attachments",
                    "ATTACH;MANAGED-ID=1;FILENAME=plan.txt;SIZE=8:" + url,
                    "ATTACH:https://elsewhere.example/x.pdf")
                .getBytes(UTF_8));
    try (SourceSession session = store().openSource(Copying.login("anna"))) {
      SourceFolder folder = DavCopyContract.folder(session, ItemType.CALENDAR, "Work");
      Item item = Copying.list(session, folder).get(0);
      Content content = Copying.get(session.read(item));
      List<ContentLine> attached =
          ContentLines.of(content).stream().filter(line -> line.is("ATTACH")).toList();
      assertEquals("VGhlIHBsYW4=", attached.get(0).value());
      assertEquals(Optional.empty(), attached.get(0).parameter("MANAGED-ID"));
      assertEquals(Optional.of("plan.txt"), attached.get(0).parameter("FILENAME"));
      assertEquals("ATTACH:https://elsewhere.example/x.pdf", attached.get(1).text());
    }
  }

  /** As those of messages that become journal entries: numbers, which folders have in common. */
  @Test
  void keysThatAreNoUidsDoNotMeet() throws Exception {
    String[] journals = {"VJOURNAL"};
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder =
          session.ensureFolder(work(ItemType.JOURNAL, journals), WORK, false);
      for (String from : List.of("A", "B")) {
        Delivery plain =
            delivery(ItemType.JOURNAL, "1", DavSamples.journal("journal-" + from, from));
        Item item = plain.item();
        Item moved =
            new Item(
                FolderPath.of(from),
                item.type(),
                item.key(),
                item.date(),
                item.sentDate(),
                item.messageId(),
                item.size(),
                item.flags(),
                item.keywords());
        Delivery delivery = Copying.delivery(moved, plain.content());
        assertFalse(Copying.get(session.deliver(folder, delivery)).adopted());
        journal.crash(
            moved.folder(), folder, new FolderState("", "", 0), List.of(delivery.trace()));
      }
      session.settleDoubts();
    }
    assertEquals(2, written());
    assertEquals(2, journal.count());
  }

  /** As after a change of UIDVALIDITY, when numbers begin again. */
  @Test
  void aKeyThatIsNoUidMayComeAgainForAnotherItem() throws Exception {
    String[] journals = {"VJOURNAL"};
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder =
          session.ensureFolder(work(ItemType.JOURNAL, journals), WORK, false);
      for (String text : List.of("before", "after")) {
        Delivery delivery = delivery(ItemType.JOURNAL, "1", DavSamples.journal("j-" + text, text));
        assertFalse(Copying.get(session.deliver(folder, delivery)).adopted(), text);
      }
    }
    assertEquals(2, written());
  }

  @Test
  void manyAreWrittenWithAFewRecordsInTheJournal() throws Exception {
    try (DestinationSession session = store().openDestination(Copying.login("berta"), journal)) {
      DestinationFolder folder = session.ensureFolder(work(ItemType.CALENDAR), WORK, false);
      List<CompletionStage<Delivered>> all =
          IntStream.range(0, 400)
              .mapToObj(i -> session.deliver(folder, event("many" + i)))
              .toList();
      for (CompletionStage<Delivered> one : all) {
        Copying.get(one);
      }
    }
    assertEquals(400, journal.count());
    assertTrue(journal.batches().size() < 100, "batches: " + journal.batches());
  }
}
