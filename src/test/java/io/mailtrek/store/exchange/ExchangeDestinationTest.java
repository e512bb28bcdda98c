package io.mailtrek.store.exchange;

import static io.mailtrek.store.Stages.failure;
import static io.mailtrek.store.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.LateRequests;
import io.mailtrek.server.exchange.NobodyIsMailed;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExchangeDestinationTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2021-03-04T05:06:07+05:30");
  private static final FolderPath TARGET = FolderPath.of("Target");

  private final EmbeddedExchangeServer server = new EmbeddedExchangeServer(false);
  private final Login mailbox = server.newMailbox();
  private final MemoryJournal journal = new MemoryJournal();

  @AfterEach
  void mailsNobody() {
    server.close();
    NobodyIsMailed.assertBy(server.server().organization());
  }

  @Test
  void sendsManyTogether() throws Exception {
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      deliver(session, folder, IntStream.rangeClosed(1, 200).mapToObj(this::plain).toList());
    }
    assertEquals(200, target().size());
    assertTrue(server.script().count("CreateItem") < 20);
  }

  /** In the one call that makes it: nothing is changed afterwards. */
  @Test
  void aMessageIsNoDraftAndHasItsDates() throws Exception {
    String dated =
        "Date: Mon, 4 Mar 2024 10:00:00 +0100\r\n"
            + new String(mime("dated"), StandardCharsets.US_ASCII);
    Content content = Content.of(dated.getBytes(StandardCharsets.US_ASCII));
    Item item = delivery(1, "dated", Set.of("\\Seen"), Set.of()).item();
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      one(session, folder, new Delivery(item, Trace.of(item, content), content));
    }
    StoredItem copy = target().items().get(0);
    assertEquals("2024-03-04T09:00:00Z", copy.text("DateTimeSent"));
    assertEquals(DATE.toInstant(), Instant.parse(copy.text("DateTimeReceived")));
    assertEquals("false", copy.text("IsDraft"));
    assertEquals("true", copy.text("IsRead"));
    assertEquals(1, server.script().count("CreateItem"));
    assertEquals(0, server.script().count("UpdateItem"));
  }

  @Test
  void looksWhatBecameOfALostAnswer() throws Exception {
    server.script().on("CreateItem").once(ExchangeFaults.loseReply());
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      assertTrue(one(session, folder, plain(1)).adopted());
    }
    assertEquals(1, target().size());
    assertEquals(List.of(), journal.inDoubt());
  }

  @Test
  void looksOnceMoreBeforeItSendsAgain() throws Exception {
    LateRequests late = new LateRequests();
    server.script().on("CreateItem").once(late);
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      assertInstanceOf(TransientException.class, refusal(session, folder, plain(1)));
      late.arrive();
      assertTrue(one(session, folder, plain(1)).adopted());
      assertFalse(one(session, folder, plain(2)).adopted());
    }
    assertEquals(2, target().size());
    assertEquals(List.of(), journal.inDoubt());
  }

  @Test
  void looksOnceMoreInTheNextSession() throws Exception {
    LateRequests late = new LateRequests();
    server.script().on("CreateItem").once(late);
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      assertInstanceOf(TransientException.class, refusal(session, folder, plain(1)));
      assertEquals(1, journal.inDoubt().size());
    }
    late.arrive();
    try (DestinationSession session = open()) {
      assertEquals(List.of(), journal.inDoubt());
      assertTrue(one(session, ensure(session, TARGET, ItemType.MAIL), plain(1)).adopted());
    }
    assertEquals(1, target().size());
  }

  /** What came as a stream without anything to know it by could not be found. */
  @Test
  void doesNotLookForWhatWasAnswered() throws Exception {
    List<CompletionStage<Delivered>> stages = deliverAndLoseTheLast("m1", "m2", "m3", "m4");
    for (int i = 0; i < stages.size(); i++) {
      assertEquals(i == 3, get(stages.get(i)).adopted(), "item " + i);
    }
    assertEquals(2, server.script().count("FindItem"), "by its key and by its fingerprint");
    assertEquals(4, target().size());
  }

  @Test
  void aCopyIsNotThatOfALostTwinInItsBatch() throws Exception {
    server
        .script()
        .on("FindItem")
        .once(ExchangeFaults.first(() -> target().remove(target().items().get(2))));
    List<CompletionStage<Delivered>> stages = deliverAndLoseTheLast("m1", "twin", "twin");
    assertFalse(get(stages.get(1)).adopted());
    assertInstanceOf(TransientException.class, failure(stages.get(2)));
    assertEquals(2, journal.count());
  }

  /** Delivers as streams: the first alone, then the others together. */
  private List<CompletionStage<Delivered>> deliverAndLoseTheLast(String... subjects)
      throws Exception {
    Login source = server.newMailbox();
    for (String subject : subjects) {
      server.folder(source, "Target").addMail(mime(subject), Mail.read(DATE.toInstant()));
    }
    CountDownLatch first = new CountDownLatch(1);
    server.script().on("UploadItems").once(ExchangeFaults.hold(first));
    server
        .script()
        .on("UploadItems")
        .skip(1)
        .once(ExchangeFaults.lastFailsWithin200("ErrorTimeoutExpired"));
    ExchangeStore store = server.store(server.port(), true);
    try (SourceSession from = store.openSource(source);
        DestinationSession to = store.openDestination(mailbox, journal)) {
      SourceFolder folder =
          from.folders().stream().filter(f -> f.path().equals(TARGET)).findFirst().orElseThrow();
      DestinationFolder target = to.ensureFolder(folder, TARGET, false);
      List<Item> items =
          from.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN).next();
      List<CompletionStage<Delivered>> stages = new ArrayList<>();
      for (Item item : items) {
        Content content = get(from.read(item));
        stages.add(to.deliver(target, new Delivery(item, Trace.of(item, content), content)));
      }
      server.script().forget();
      first.countDown();
      for (CompletionStage<Delivered> stage : stages) {
        stage.toCompletableFuture().handle((copy, failure) -> copy).get(60, TimeUnit.SECONDS);
      }
      return stages;
    }
  }

  @Test
  void endsAMailboxThatIsFull() throws Exception {
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      server.mailbox(mailbox).quota(100);
      FatalException e = assertInstanceOf(FatalException.class, refusal(session, folder, plain(1)));
      assertEquals(Problem.QUOTA_FULL, e.problem());
    }
  }

  /** As for the rest of a request in the midst of which the mailbox got full. */
  @Test
  void aWarningIsNoSuccess() throws Exception {
    server.script().on("CreateItem").once(ExchangeFaults.notReachedWithin200());
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      assertInstanceOf(TransientException.class, refusal(session, folder, plain(1)));
      assertEquals(0, journal.count());
      assertFalse(one(session, folder, plain(1)).adopted());
    }
    assertEquals(1, target().size());
  }

  @Test
  void waitsForAServerThatIsBusy() throws Exception {
    server.script().on("CreateItem").once(ExchangeFaults.busy(500, 10));
    try (DestinationSession session = open()) {
      DestinationFolder folder = ensure(session, TARGET, ItemType.MAIL);
      TransientException e =
          assertInstanceOf(TransientException.class, refusal(session, folder, plain(1)));
      assertTrue(e.throttled());
      assertFalse(one(session, folder, plain(1)).adopted());
    }
    assertEquals(1, target().size());
  }

  @Test
  void sendsFoldersToThoseOfTheirRoles() throws Exception {
    server
        .server()
        .organization()
        .addMailbox("g@new.example", EmbeddedExchangeServer.PASSWORD, FolderNames.GERMAN);
    Login german =
        new Login("g@new.example", new Secret(EmbeddedExchangeServer.PASSWORD), Optional.empty());
    try (DestinationSession session =
        server.store(server.port()).openDestination(german, journal)) {
      assertEquals(FolderPath.INBOX, ensure(session, FolderPath.INBOX, ItemType.MAIL).path());
      assertEquals(
          FolderPath.of("Gesendete Elemente"),
          ensure(session, FolderPath.of("Sent"), ItemType.MAIL, FolderRole.SENT, false).path());
      assertEquals(
          FolderPath.of("Gesendete Elemente", "2019"),
          ensure(session, FolderPath.of("Sent", "2019"), ItemType.MAIL).path());
      assertEquals(
          FolderPath.of("Kalender"),
          ensure(session, FolderPath.of("Calendar"), ItemType.CALENDAR, FolderRole.MAIN, false)
              .path());
      assertEquals(
          FolderPath.of("Sent"),
          ensure(session, FolderPath.of("Sent"), ItemType.MAIL, FolderRole.SENT, true).path());
    }
  }

  @Test
  void keepsFoldersOfOneNameApart() throws Exception {
    FolderPath projects = FolderPath.of("Projects");
    for (boolean first : new boolean[] {true, false}) {
      try (DestinationSession session = open()) {
        DestinationFolder mail = ensure(session, projects, ItemType.MAIL);
        DestinationFolder calendar = ensure(session, projects, ItemType.CALENDAR);
        DestinationFolder tasks = ensure(session, projects, ItemType.TASK);
        DestinationFolder lower = ensure(session, FolderPath.of("projects"), ItemType.MAIL);
        assertEquals(projects, mail.path());
        assertEquals(FolderPath.of("Projects (calendar)"), calendar.path());
        assertEquals(FolderPath.of("Projects (task)"), tasks.path());
        assertNotEquals(mail.path(), lower.path());
        assertEquals(first, mail.created());
        assertEquals(first, calendar.created());
        assertEquals(first, lower.created());
      }
    }
    ExchangeFolder root = server.mailbox(mailbox).folder("msgfolderroot");
    assertEquals("IPF.Appointment", root.folder("Projects (calendar)").orElseThrow().folderClass());
  }

  @Test
  void movesAllThatExchangeKnowsBetweenTwoServers() throws Exception {
    Login source = server.newMailbox();
    server
        .folder(source, "Target")
        .addMail(mime("odd"), Mail.read(DATE.toInstant()).ofClass("IPM.Odd.Form").in("Two words"));
    server.folder(source, "Target").addMail(mime("plain"), Mail.unread(DATE.toInstant()));
    server.script().on("UploadItems").once(ExchangeFaults.loseReply());
    List<Delivered> delivered = copyWhole(source);
    assertEquals(2, delivered.size());
    List<StoredItem> items = target().items();
    assertEquals(2, items.size());
    StoredItem odd =
        items.stream()
            .filter(item -> item.itemClass().equals("IPM.Odd.Form"))
            .findFirst()
            .orElseThrow();
    assertEquals("Two words", odd.text("Categories", "String"));
    assertEquals(0, server.script().count("CreateItem"));
  }

  @Test
  void aCopyOfAStreamAnswersForOneItemOnly() throws Exception {
    Login source = server.newMailbox();
    server.folder(source, "Target").addMail(mime("twin"), Mail.read(DATE.toInstant()));
    copyWhole(source);
    server.folder(source, "Target").addMail(mime("twin"), Mail.read(DATE.toInstant()));
    server.script().on("UploadItems").once(ExchangeFaults.drop());
    copyWhole(source);
    assertEquals(2, target().size());
  }

  /** Copies what the journal does not know, as often as it takes. */
  private List<Delivered> copyWhole(Login source) throws Exception {
    ExchangeStore store = server.store(server.port(), true);
    List<Delivered> all = new ArrayList<>();
    try (SourceSession from = store.openSource(source);
        DestinationSession to = store.openDestination(mailbox, journal)) {
      SourceFolder folder =
          from.folders().stream().filter(f -> f.path().equals(TARGET)).findFirst().orElseThrow();
      DestinationFolder target = to.ensureFolder(folder, TARGET, false);
      Listing listing =
          from.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
      for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
        for (Item item : page) {
          if (journal.delivered(item).isEmpty()) {
            Content content = get(from.read(item));
            Delivery delivery = new Delivery(item, Trace.of(item, content), content);
            try {
              all.add(one(to, target, delivery));
            } catch (TransientException e) {
              all.add(one(to, target, delivery));
            }
          }
        }
      }
    }
    return all;
  }

  @Test
  void saysWhatIsThereToBeMoved() throws Exception {
    server.folder(mailbox, "INBOX").addMail(mime("one"), Mail.read(DATE.toInstant()));
    Inspection inspection =
        server.store(server.port()).inspect(Side.SOURCE, mailbox, 1, new Waits(Waits.PATIENCE));
    assertEquals(List.of(), problems(inspection.findings()));
    assertTrue(
        inspection.findings().stream().anyMatch(finding -> finding.text().contains("1 items")),
        inspection.findings().toString());
    Login stranger = new Login(mailbox.username(), new Secret("wrong"), Optional.empty());
    Inspection refused =
        server.store(server.port()).inspect(Side.SOURCE, stranger, 1, new Waits(Waits.PATIENCE));
    assertEquals(Verdict.NO_GO, refused.verdict());
    assertEquals(Finding.Subject.LOGIN, problems(refused.findings()).get(0).subject());
  }

  @Test
  void namesThePrimaryAddressOfTheMailbox() throws Exception {
    assertEquals(List.of(), aboutThePrimaryAddress());
    server
        .script()
        .on("ResolveNames")
        .once(
            ExchangeFaults.rewrite(
                text -> text.replace(mailbox.username() + "</t:E", "anna.smith@old.example</t:E")));
    List<Finding> told = aboutThePrimaryAddress();
    assertEquals(1, told.size());
    assertEquals(Verdict.CAUTION, told.get(0).verdict());
    assertTrue(told.get(0).text().endsWith("anna.smith@old.example"), told.get(0).text());
    server
        .script()
        .on("ResolveNames")
        .once(ExchangeFaults.errorWithin200("ErrorNameResolutionNoResults"));
    assertEquals(List.of(), aboutThePrimaryAddress());
  }

  private List<Finding> aboutThePrimaryAddress() throws Exception {
    Inspection inspection =
        server.store(server.port()).inspect(Side.SOURCE, mailbox, 1, new Waits(Waits.PATIENCE));
    assertEquals(List.of(), problems(inspection.findings()));
    return inspection.findings().stream()
        .filter(finding -> finding.text().contains("primary address"))
        .toList();
  }

  private static List<Finding> problems(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.verdict() == Verdict.NO_GO).toList();
  }

  @Test
  void removesExactlyItsProbe() throws Exception {
    int before = server.mailbox(mailbox).folders().size();
    ExchangeFolder left = server.folder(mailbox, "MailTrek probe 0123456789abcdef");
    left.addMail(mime("not the probe's"), Mail.read(DATE.toInstant()));
    List<Finding> findings = server.store(server.port()).probe(mailbox, new Waits(Waits.PATIENCE));
    assertEquals(List.of(), problems(findings));
    assertTrue(
        findings.stream()
            .anyMatch(
                finding ->
                    finding.subject() == Finding.Subject.CLEAN_UP
                        && finding.text().contains("not the probe's")),
        findings.toString());
    for (Finding.Subject subject :
        List.of(
            Finding.Subject.DATE,
            Finding.Subject.FLAGS,
            Finding.Subject.KEYWORDS,
            Finding.Subject.BYTES)) {
      assertTrue(
          findings.stream().anyMatch(f -> f.subject() == subject && f.verdict() == Verdict.GO),
          subject + " " + findings);
    }
    assertEquals(before + 1, server.mailbox(mailbox).folders().size());
    assertEquals(1, left.size());
  }

  private DestinationSession open() throws StoreException {
    return server.store(server.port()).openDestination(mailbox, journal);
  }

  private ExchangeFolder target() {
    return server.folder(mailbox, "Target");
  }

  private static DestinationFolder ensure(
      DestinationSession session, FolderPath path, ItemType type) throws StoreException {
    return ensure(session, path, type, FolderRole.NONE, false);
  }

  private static DestinationFolder ensure(
      DestinationSession session, FolderPath path, ItemType type, FolderRole role, boolean mapped)
      throws StoreException {
    return session.ensureFolder(
        new SourceFolder(path, type, role, true, true, Optional.empty()), path, mapped);
  }

  private Delivery plain(int number) {
    return delivery(number, "m" + number, Set.of(), Set.of());
  }

  private static Delivery delivery(
      int number, String subject, Set<String> flags, Set<String> keywords) {
    Content content = Content.of(mime(subject));
    Item item =
        new Item(
            FolderPath.of("Source"),
            ItemType.MAIL,
            ItemKey.of(number),
            Optional.of(DATE),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            flags,
            keywords);
    return new Delivery(item, Trace.of(item, content), content);
  }

  private static byte[] mime(String subject) {
    String text =
        "Message-ID: <"
            + subject.substring(0, Math.min(10, subject.length())).replace(' ', '-')
            + "@old.example>\r\nSubject: "
            + subject
            + "\r\n\r\nText\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Delivered one(
      DestinationSession session, DestinationFolder folder, Delivery delivery)
      throws StoreException {
    return get(session.deliver(folder, delivery));
  }

  private static void deliver(
      DestinationSession session, DestinationFolder folder, List<Delivery> deliveries)
      throws StoreException {
    List<CompletionStage<Delivered>> stages =
        deliveries.stream().map(delivery -> session.deliver(folder, delivery)).toList();
    for (CompletionStage<Delivered> stage : stages) {
      get(stage);
    }
  }

  private static StoreException refusal(
      DestinationSession session, DestinationFolder folder, Delivery delivery) {
    return failure(session.deliver(folder, delivery));
  }
}
