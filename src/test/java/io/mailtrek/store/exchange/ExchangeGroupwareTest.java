package io.mailtrek.store.exchange;

import static io.mailtrek.store.Stages.failure;
import static io.mailtrek.store.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.NobodyIsMailed;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events, tasks, contacts and notes at Exchange, and what takes more than one operation. */
class ExchangeGroupwareTest {
  private static final String FILE =
      Base64.getEncoder().encodeToString("attached".getBytes(StandardCharsets.US_ASCII));

  private static final String SERIES =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Test//EN
      BEGIN:VEVENT
      UID:series@old.example
      DTSTAMP:20260101T000000Z
      DTSTART:20260302T090000Z
      DTEND:20260302T100000Z
      RRULE:FREQ=DAILY;COUNT=5
      EXDATE:20260304T090000Z
      SUMMARY:Series
      ATTACH;VALUE=BINARY;ENCODING=BASE64;FMTTYPE=text/plain;X-FILENAME=a.txt:%s
      END:VEVENT
      BEGIN:VEVENT
      UID:series@old.example
      DTSTAMP:20260101T000000Z
      RECURRENCE-ID:20260303T090000Z
      DTSTART:20260303T110000Z
      DTEND:20260303T120000Z
      SUMMARY:Moved
      END:VEVENT
      END:VCALENDAR
      """
          .formatted(FILE);

  private static final String EVENT =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Test//EN
      BEGIN:VEVENT
      UID:%1$s@old.example
      DTSTAMP:20260101T000000Z
      DTSTART:20260302T090000Z
      DTEND:20260302T100000Z
      ORGANIZER:mailto:ann@old.example
      ATTENDEE:mailto:bob@old.example
      SUMMARY:%1$s
      END:VEVENT
      END:VCALENDAR
      """;

  /** Its zone changes on the ninth Sunday of a month. */
  private static final String ODD =
      EVENT
          .formatted("odd")
          .replace(
              "BEGIN:VEVENT",
              """
              BEGIN:VTIMEZONE
              TZID:Odd
              BEGIN:STANDARD
              DTSTART:20251026T030000
              RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=9SU
              TZOFFSETFROM:+0200
              TZOFFSETTO:+0100
              END:STANDARD
              END:VTIMEZONE
              BEGIN:VEVENT\
              """)
          .replace("DTSTART:20260302T090000Z", "DTSTART;TZID=Odd:20260302T090000");

  private static final String TASK =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Test//EN
      BEGIN:VTODO
      UID:task@old.example
      DTSTAMP:20260101T000000Z
      DUE;VALUE=DATE:20260305
      SUMMARY:To do
      END:VTODO
      END:VCALENDAR
      """;

  private static final String CARD =
      """
      BEGIN:VCARD
      VERSION:3.0
      UID:card@old.example
      FN:Ann Ada
      N:Ada;Ann;;;
      EMAIL:ann@old.example
      END:VCARD
      """;

  private static final String NOTE =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Test//EN
      BEGIN:VJOURNAL
      UID:note@old.example
      DTSTAMP:20260101T000000Z
      SUMMARY:Note
      DESCRIPTION:Note\\nof two lines
      CATEGORIES:Notes
      END:VJOURNAL
      END:VCALENDAR
      """;

  private final EmbeddedExchangeServer server = new EmbeddedExchangeServer(false);
  private final Login mailbox = server.newMailbox();
  private final MemoryJournal journal = new MemoryJournal();

  @AfterEach
  void mailsNobody() {
    server.close();
    NobodyIsMailed.assertBy(server.server().organization());
  }

  @Test
  void movesEachTypeThereAndBack() throws Exception {
    for (ItemType type :
        List.of(ItemType.CALENDAR, ItemType.TASK, ItemType.CONTACT, ItemType.NOTE)) {
      String text =
          switch (type) {
            case TASK -> TASK;
            case CONTACT -> CARD;
            case NOTE -> NOTE;
            default -> EVENT.formatted("event");
          };
      Delivered delivered = deliver(type, "1", text);
      assertFalse(delivered.adopted());
      try (SourceSession session = server.store(server.port()).openSource(mailbox)) {
        SourceFolder folder =
            session.folders().stream()
                .filter(f -> f.itemType() == type && f.role() == FolderRole.MAIN)
                .findFirst()
                .orElseThrow();
        List<Item> items =
            session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN).next();
        assertEquals(1, items.size());
        String read =
            new String(get(session.read(items.get(0))).toByteArray(), StandardCharsets.UTF_8);
        String expected =
            switch (type) {
              case TASK -> "SUMMARY:To do";
              case CONTACT -> "FN:Ann Ada";
              case NOTE -> "BEGIN:VJOURNAL";
              default -> "SUMMARY:event";
            };
        assertTrue(read.contains(expected), read);
      }
    }
  }

  @Test
  void writesManyEventsTogether() throws Exception {
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, ItemType.CALENDAR);
      List<CompletionStage<Delivered>> stages = new java.util.ArrayList<>();
      for (int i = 0; i < 60; i++) {
        stages.add(
            session.deliver(folder, delivery(ItemType.CALENDAR, "" + i, EVENT.formatted("e" + i))));
      }
      for (CompletionStage<Delivered> stage : stages) {
        get(stage);
      }
    }
    assertEquals(60, calendar().size());
    assertTrue(server.script().count("CreateItem") <= 10);
  }

  @Test
  void whatIsOddBeyondUnderstandingFailsAlone() throws Exception {
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, ItemType.CALENDAR);
      CompletionStage<Delivered> odd =
          session.deliver(folder, delivery(ItemType.CALENDAR, "1", ODD));
      CompletionStage<Delivered> plain =
          session.deliver(folder, delivery(ItemType.CALENDAR, "2", EVENT.formatted("plain")));
      assertInstanceOf(PermanentException.class, failure(odd));
      assertFalse(get(plain).adopted());
    }
    assertEquals(List.of(), journal.inDoubt());
  }

  @Test
  void makesASeriesWithItsExceptionsAndFiles() throws Exception {
    deliver(ItemType.CALENDAR, "1", SERIES);
    StoredItem series = calendar().items().get(0);
    assertEquals(1, series.attachments().size());
    try (SourceSession session = server.store(server.port()).openSource(mailbox)) {
      SourceFolder folder =
          session.folders().stream()
              .filter(f -> f.itemType() == ItemType.CALENDAR && f.role() == FolderRole.MAIN)
              .findFirst()
              .orElseThrow();
      Item item =
          session
              .list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN)
              .next()
              .get(0);
      String read = new String(get(session.read(item)).toByteArray(), StandardCharsets.UTF_8);
      assertTrue(read.contains("RRULE:FREQ=DAILY"), read);
      assertTrue(read.contains("RECURRENCE-ID"), read);
      assertTrue(read.contains("EXDATE"), read);
      assertTrue(read.contains("SUMMARY:Moved"), read);
      assertTrue(read.replaceAll("\r\n ", "").contains(FILE), read);
    }
  }

  @Test
  void goesOnWithWhatItHasBegun() throws Exception {
    for (String operation : List.of("CreateItem", "UpdateItem", "DeleteItem", "CreateAttachment")) {
      for (boolean done : new boolean[] {true, false}) {
        server.script().behave();
        server
            .script()
            .on(operation)
            .once(done ? ExchangeFaults.loseReply() : ExchangeFaults.drop());
        String key = operation + done;
        try (DestinationSession session = open()) {
          DestinationFolder folder = ensure(session, ItemType.CALENDAR);
          Delivery delivery =
              delivery(ItemType.CALENDAR, key, SERIES.replace("series@", key + "@"));
          assertInstanceOf(TransientException.class, failure(session.deliver(folder, delivery)));
          get(session.deliver(folder, delivery));
        }
      }
    }
    assertEquals(8, calendar().size());
    for (StoredItem item : calendar().items()) {
      assertEquals(1, item.attachments().size());
    }
    assertEquals(List.of(), journal.inDoubt());
  }

  @Test
  void takesNoPartOfAnItemForACopy() throws Exception {
    server.script().on("CreateAttachment").always(ExchangeFaults.drop());
    Delivery delivery = delivery(ItemType.CALENDAR, "1", SERIES);
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, ItemType.CALENDAR);
      failure(session.deliver(folder, delivery));
      journal.crash(
          delivery.item().folder(),
          folder,
          new io.mailtrek.store.FolderState("", "", 0),
          List.of(delivery.trace()));
    }
    server.script().behave();
    try (DestinationSession session = open()) {
      assertEquals(0, journal.count());
      get(session.deliver(ensure(session, ItemType.CALENDAR), delivery));
    }
    assertEquals(1, calendar().size());
    assertEquals(1, calendar().items().get(0).attachments().size());
  }

  private ExchangeFolder calendar() {
    return server.mailbox(mailbox).folder("calendar");
  }

  private DestinationSession open() throws StoreException {
    return server.store(server.port()).openDestination(mailbox, journal);
  }

  private static DestinationFolder ensure(DestinationSession session, ItemType type)
      throws StoreException {
    FolderPath path = FolderPath.of("Main");
    return session.ensureFolder(
        new SourceFolder(path, type, FolderRole.MAIN, true, true, Optional.empty()), path, false);
  }

  private Delivered deliver(ItemType type, String key, String text) throws StoreException {
    try (DestinationSession session = open()) {
      return get(session.deliver(ensure(session, type), delivery(type, key, text)));
    }
  }

  private static Delivery delivery(ItemType type, String key, String text) {
    Content content = Content.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    Item item =
        new Item(
            FolderPath.of("Source"),
            type,
            new ItemKey(key),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of(),
            Set.of());
    return new Delivery(item, Trace.of(item, content), content);
  }
}
