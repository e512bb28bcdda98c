package io.mailtrek.store.exchange;

import static io.mailtrek.store.Stages.failure;
import static io.mailtrek.store.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeRequest;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.limit.ServerTraffic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeSourceTest {
  private static final Instant DATE = Instant.parse("2021-03-04T05:06:07Z");
  private static final Set<String> LOOKING =
      Set.of(
          "GetFolder",
          "FindFolder",
          "FindItem",
          "SyncFolderItems",
          "GetItem",
          "GetAttachment",
          "ExportItems");

  private final EmbeddedExchangeServer server = new EmbeddedExchangeServer(false);
  private final Login mailbox = server.newMailbox();

  @AfterEach
  void changesNothing() {
    Set<String> asked =
        server.server().organization().operations().stream()
            .map(Asked::operation)
            .collect(Collectors.toSet());
    server.close();
    assertTrue(LOOKING.containsAll(asked), asked.toString());
  }

  @Test
  void asksOnceForAFolderInWhichNothingHappened() throws Exception {
    seed(3);
    FolderState settled = settled();
    server.script().forget();
    try (SourceSession session = open()) {
      Listing listing = list(session, Optional.of(settled), KnownItems.NONE);
      assertEquals(List.of(), listing.next());
      assertEquals(3, listing.known());
      assertEquals(settled, listing.state());
    }
    assertEquals(1, server.script().count("SyncFolderItems"));
    assertEquals(0, server.script().count("GetItem"));
  }

  @Test
  void listsAsManyAsAServerTellsAtOnce() throws Exception {
    seed(1100);
    try (SourceSession session = open()) {
      assertEquals(1100, all(list(session, Optional.empty(), KnownItems.NONE)).size());
      assertEquals(3, server.script().count("SyncFolderItems"));
      Listing newest =
          session.list(
              inbox(session),
              Optional.empty(),
              () -> KnownItems.NONE,
              new ListOptions(false, false, true));
      assertEquals(512, newest.next().size());
    }
  }

  @Test
  void leavesOutWhatWasChangedReadOrRemoved() throws Exception {
    List<StoredItem> items = seed(4);
    FolderState settled = settled();
    synchronized (server.server().organization()) {
      items.get(0).change("Subject", "another one");
      items.get(1).change("IsRead", "true");
      items.get(2).folder().remove(items.get(2));
    }
    try (SourceSession session = open()) {
      Listing listing = list(session, Optional.of(settled), KnownItems.NONE);
      assertEquals(List.of(), all(listing));
      assertEquals(3, listing.known());
      assertEquals(3, listing.state().count());
    }
  }

  @Test
  void comparesAllItemsWhenTheSyncStateHasExpired() throws Exception {
    Set<ItemKey> known =
        seed(3).stream().map(item -> new ItemKey(item.id())).collect(Collectors.toSet());
    FolderState settled = settled();
    server.mailbox(mailbox).expireSyncStates();
    String added = seed(1).get(0).id();
    try (SourceSession session = open()) {
      Listing listing = list(session, Optional.of(settled), known::contains);
      assertEquals(List.of(new ItemKey(added)), all(listing).stream().map(Item::key).toList());
      assertEquals(3, listing.known());
    }
  }

  /** As when the mailbox is moved to another server meanwhile. */
  @Test
  void listsNothingTwiceWhenTheSyncStateExpiresInTheMiddle() throws Exception {
    Set<ItemKey> known =
        seed(600).stream().limit(90).map(i -> new ItemKey(i.id())).collect(Collectors.toSet());
    server
        .script()
        .on("SyncFolderItems")
        .skip(1)
        .once(ExchangeFaults.first(() -> server.mailbox(mailbox).expireSyncStates()));
    try (SourceSession session = open()) {
      Listing listing = list(session, Optional.empty(), known::contains);
      assertEquals(510, all(listing).size());
      assertEquals(90, listing.known());
      assertEquals(600, listing.state().count());
    }
    assertTrue(server.script().count("SyncFolderItems") > 2);
  }

  /** What was handed out is known by then, and is counted already. */
  @Test
  void countsNothingTwiceWhenTheSyncStateExpiresBehindTheNewest() throws Exception {
    Set<ItemKey> known =
        seed(1100).stream().limit(90).map(i -> new ItemKey(i.id())).collect(Collectors.toSet());
    server
        .script()
        .on("SyncFolderItems")
        .skip(1)
        .once(ExchangeFaults.first(() -> server.mailbox(mailbox).expireSyncStates()));
    try (SourceSession session = open()) {
      Listing listing =
          session.list(
              inbox(session),
              Optional.empty(),
              () -> known::contains,
              new ListOptions(false, false, true));
      List<ItemKey> handedOut = new ArrayList<>();
      for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
        page.forEach(item -> handedOut.add(item.key()));
        known.addAll(handedOut);
      }
      assertEquals(1010, handedOut.size());
      assertEquals(1010, Set.copyOf(handedOut).size());
      assertEquals(90, listing.known());
      assertEquals(1100, listing.state().count());
    }
    assertEquals(5, server.script().count("SyncFolderItems"));
  }

  @Test
  void listsAFolderThatWasMadeAnewFromTheBeginning() throws Exception {
    ExchangeFolder first = server.folder(mailbox, "Work");
    first.addMail(mime("one"), Mail.read(DATE));
    FolderState settled;
    try (SourceSession session = open()) {
      Listing listing = list(session, "Work", Optional.empty());
      all(listing);
      settled = listing.state();
    }
    first.rename("Old work");
    server.folder(mailbox, "Work").addMail(mime("two"), Mail.read(DATE));
    try (SourceSession session = open()) {
      assertEquals(1, all(list(session, "Work", Optional.of(settled))).size());
    }
  }

  @Test
  void tellsFlagsCategoriesDatesAndIds() throws Exception {
    server
        .folder(mailbox, "INBOX")
        .addMail(mime("one"), Mail.read(DATE).asFlagged().in("Red Category", "Work"));
    server.folder(mailbox, "INBOX").addMail(mime("draft"), Mail.unread(DATE).asDraft());
    server.script().on("*").always(ExchangeFaults.fractions());
    try (SourceSession session = open()) {
      Listing listing =
          session.list(
              inbox(session),
              Optional.empty(),
              () -> KnownItems.NONE,
              new ListOptions(true, true, true));
      List<Item> items = all(listing);
      Item one = items.get(1);
      assertEquals(Set.of("\\Seen", "\\Flagged"), one.flags());
      assertEquals(Set.of("Red_Category", "Work"), one.keywords());
      assertEquals(Optional.of(DATE), one.date().map(OffsetDateTime::toInstant));
      assertEquals(Optional.of("<one@old.example>"), one.messageId());
      assertTrue(items.get(0).flags().contains("\\Draft"));
    }
  }

  @Test
  void knowsFoldersByTheirRolesWhateverTheirNames() throws Exception {
    server
        .server()
        .organization()
        .addMailbox("g@old.example", EmbeddedExchangeServer.PASSWORD, FolderNames.GERMAN);
    Login german =
        new Login("g@old.example", new Secret(EmbeddedExchangeServer.PASSWORD), Optional.empty());
    server.folder(german, "INBOX/Projekte");
    server.folder(german, "Suche").searchOnly();
    server.folder(german, "Versteckt").hide();
    try (SourceSession session = server.store(server.port()).openSource(german)) {
      List<SourceFolder> folders = session.folders();
      assertEquals(FolderPath.INBOX, folders.get(0).path());
      assertEquals(FolderRole.INBOX, folders.get(0).role());
      assertEquals(FolderRole.SENT, role(folders, "Gesendete Elemente"));
      assertEquals(FolderRole.TRASH, role(folders, "Gelöschte Elemente"));
      assertEquals(FolderRole.MAIN, role(folders, "Kalender"));
      assertEquals(ItemType.CALENDAR, folder(folders, "Kalender").orElseThrow().itemType());
      assertTrue(folder(folders, "INBOX/Projekte").isPresent());
      for (String leftOut : List.of("Suche", "Versteckt", "Postausgang")) {
        assertEquals(Optional.empty(), folder(folders, leftOut));
      }
      assertTrue(
          folders.stream()
              .noneMatch(folder -> folder.path().toString().contains("Recipient Cache")));
    }
  }

  @Test
  void readsManyWithFewRequests() throws Exception {
    seed(200);
    try (SourceSession session = open()) {
      List<Item> items = all(list(session, Optional.empty(), KnownItems.NONE));
      server.script().forget();
      var reads = items.stream().map(session::read).toList();
      for (var read : reads) {
        get(read);
      }
    }
    assertTrue(server.script().count("GetItem") < 20);
  }

  @Test
  void oneItemThatCanNotBeReadSpoilsNoOther() throws Exception {
    List<StoredItem> items = seed(5);
    items.get(2).failWith("GetItem", "ErrorCorruptData");
    try (SourceSession session = open()) {
      int failed = 0;
      List<Item> listed = all(list(session, Optional.empty(), KnownItems.NONE));
      assertEquals(5, listed.size());
      for (Item item : listed) {
        try {
          read(session, item);
        } catch (PermanentException e) {
          failed++;
          assertEquals(items.get(2).id(), item.key().value());
          assertEquals(Problem.UNREADABLE, e.problem());
        }
      }
      assertEquals(1, failed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ErrorUnsupportedMimeConversion",
        "ErrorContentConversionFailed",
        "ErrorMimeContentConversionFailed"
      })
  void makesAMessageOfWhatExchangeCanNotGiveInMime(String code) throws Exception {
    StoredItem item = seed(1).get(0);
    item.failWith("MimeContent", code);
    try (SourceSession session = open()) {
      Content content = read(session, all(list(session, Optional.empty(), KnownItems.NONE)).get(0));
      String text = new String(content.toByteArray(), StandardCharsets.UTF_8);
      assertTrue(text.contains("Subject: m1"), text);
      assertTrue(text.contains("Message-ID: <m1@old.example>"), text);
      assertTrue(text.contains("Text of m1"), text);
    }
  }

  @Test
  void namesTheClassOfWhatHasNoFormElsewhere() throws Exception {
    server
        .folder(mailbox, "INBOX")
        .addMail(mime("form"), Mail.read(DATE).ofClass("IPM.InfoPathForm.Holiday"));
    try (SourceSession session = open()) {
      Item item = all(list(session, Optional.empty(), KnownItems.NONE)).get(0);
      UnsupportedException reason =
          assertInstanceOf(UnsupportedException.class, failure(session.read(item)));
      assertEquals("IPM.InfoPathForm.Holiday", reason.kind());
    }
    try (SourceSession session = server.store(server.port(), true).openSource(mailbox)) {
      Item item = all(list(session, Optional.empty(), KnownItems.NONE)).get(0);
      assertTrue(read(session, item).opaque());
      assertEquals(Optional.of("<form@old.example>"), item.messageId());
    }
  }

  @Test
  void readsAStreamAgainThatCameWithoutItsEnd() throws Exception {
    seed(1);
    server.script().on("ExportItems").once(ExchangeFaults.truncateData());
    try (SourceSession session = server.store(server.port(), true).openSource(mailbox)) {
      Item item = all(list(session, Optional.empty(), KnownItems.NONE)).get(0);
      Content content;
      try {
        content = read(session, item);
      } catch (TransientException e) {
        content = read(session, item);
      }
      assertTrue(content.opaque());
      assertFalse(new String(content.toByteArray(), StandardCharsets.ISO_8859_1).contains("==="));
    }
  }

  @Test
  void goesOnWhereAServerTellsFewerThanAskedFor() throws Exception {
    seed(35);
    for (int i = 0; i < 35; i++) {
      server.folder(mailbox, "Folder " + i);
    }
    server.server().organization().findCountLimit(10);
    try (SourceSession session = open()) {
      assertEquals(
          35,
          session.folders().stream()
              .filter(folder -> folder.path().name().startsWith("Folder "))
              .count());
      HeaderSearch search = new HeaderSearch(Optional.empty(), Optional.of("@old.example"));
      assertEquals(35, session.search(inbox(session), search).keys().size());
    }
    assertTrue(server.script().count("FindItem") >= 4);
  }

  @Test
  void asksForShorterPartsWhereAServerFindsThemTooLong() throws Exception {
    seed(35);
    server
        .script()
        .on("*")
        .when(request -> request.text().matches("(?s).*MaxEntriesReturned=\"[0-9]{2,}\".*"))
        .always(ExchangeFaults.errorWithin200("ErrorExceededFindCountLimit"));
    try (SourceSession session = open()) {
      assertTrue(folder(session.folders(), "INBOX").isPresent());
      HeaderSearch search = new HeaderSearch(Optional.empty(), Optional.of("@old.example"));
      assertEquals(35, Set.copyOf(session.search(inbox(session), search).keys()).size());
    }
  }

  @Test
  void exportsAtMostAHundredItemsAndEightMegabytesAtOnce() throws Exception {
    seed(250);
    for (int i = 0; i < 4; i++) {
      String text = new String(mime("large" + i), StandardCharsets.US_ASCII) + "x".repeat(3 << 20);
      server
          .folder(mailbox, "INBOX")
          .addMail(text.getBytes(StandardCharsets.US_ASCII), Mail.read(DATE));
    }
    try (SourceSession session = server.store(server.port(), true).openSource(mailbox)) {
      List<Item> items = all(list(session, Optional.empty(), KnownItems.NONE));
      var reads = items.stream().map(session::read).toList();
      for (var read : reads) {
        get(read);
      }
      Map<String, Long> sizes =
          items.stream().collect(Collectors.toMap(item -> item.key().value(), Item::size));
      for (ExchangeRequest request : server.script().received()) {
        if (request.name().equals("ExportItems")) {
          List<String> ids =
              request.operation().orElseThrow().child("ItemIds").orElseThrow().children().stream()
                  .map(id -> id.attribute("Id"))
                  .toList();
          assertTrue(ids.size() <= 100, "items at once: " + ids.size());
          assertTrue(ids.stream().mapToLong(sizes::get).sum() <= 8 << 20, "bytes at once");
        }
      }
    }
    assertTrue(server.script().count("ExportItems") < 20);
  }

  @ParameterizedTest
  @CsvSource({
    "received, 2024-03-01T10:00:00Z",
    "sent, 2024-02-29T08:00:00Z",
    "created, 2021-03-04T05:06:07Z",
  })
  void datesMailAsItIsTold(String mailDate, Instant expected) throws Exception {
    String text =
        "Date: Thu, 29 Feb 2024 09:00:00 +0100\r\n"
            + new String(mime("dated"), StandardCharsets.US_ASCII);
    server
        .folder(mailbox, "INBOX")
        .addMail(text.getBytes(StandardCharsets.US_ASCII), Mail.read(DATE))
        .change("DateTimeReceived", "2024-03-01T10:00:00Z");
    try (SourceSession session = with("mailDate=" + mailDate)) {
      Item item = all(list(session, Optional.empty(), KnownItems.NONE)).get(0);
      assertEquals(Optional.of(expected), item.date().map(OffsetDateTime::toInstant));
    }
  }

  @Test
  void readsWhatCanStillBeHadBackWhenAskedFor() throws Exception {
    synchronized (server.server().organization()) {
      server
          .mailbox(mailbox)
          .folder("recoverableitemsdeletions")
          .addMail(mime("deleted"), Mail.read(DATE));
    }
    try (SourceSession session = with("recoverableItems=true")) {
      List<Item> items = all(list(session, "Recoverable Items/Deletions", Optional.empty()));
      assertEquals(1, items.size());
      assertTrue(
          new String(read(session, items.get(0)).toByteArray(), StandardCharsets.US_ASCII)
              .contains("Text of deleted"));
    }
    try (SourceSession session = open()) {
      assertTrue(folder(session.folders(), "Recoverable Items/Deletions").isEmpty());
    }
  }

  @Test
  void aMailboxWithoutAnArchiveIsReadAllTheSame() throws Exception {
    seed(1);
    try (SourceSession session = with("archive=true")) {
      assertEquals(1, all(list(session, Optional.empty(), KnownItems.NONE)).size());
    }
  }

  @Test
  void saysWhichFoldersWithItemsAreLeftOut() throws Exception {
    synchronized (server.server().organization()) {
      server.folder(mailbox, "Hidden").hide();
      server.folder(mailbox, "Hidden").addMail(mime("one"), Mail.read(DATE));
      server.folder(mailbox, "Empty").hide();
      for (String cache : List.of("recipientcache", "quickcontacts")) {
        server.mailbox(mailbox).folder(cache).add(ExchangeSamples.contact("Cached"));
      }
      server
          .mailbox(mailbox)
          .folder("contacts")
          .addFolder("Chat", "IPF.Contact.MOC.ImContactList")
          .add(ExchangeSamples.contact("Friend"));
      server.folder(mailbox, "Found").addMail(mime("found"), Mail.read(DATE));
      server.folder(mailbox, "Found").searchOnly();
    }
    try (SourceSession session = open()) {
      session.folders();
      List<String> leftOut = session.leftOut();
      assertEquals(5, leftOut.size(), leftOut.toString());
      for (String told :
          List.of(
              "Hidden (1 item): it is hidden",
              "Contacts/Recipient Cache (1 item): it is filled by Outlook",
              "Contacts/Chat (1 item): folders of the class IPF.Contact.MOC.ImContactList are not"
                  + " migrated",
              "Found (1 item): it shows items of other folders")) {
        assertTrue(leftOut.contains(told), leftOut + " has not " + told);
      }
    }
  }

  private SourceSession with(String parameter) throws StoreException {
    ExchangeUri uri =
        ExchangeUri.parse("ews://127.0.0.1:" + server.port() + "?security=none&" + parameter);
    return ExchangeStore.of(uri, ServerTraffic.unlimited("source", uri.server()), false)
        .openSource(mailbox);
  }

  @Test
  void readsTheArchiveWhenAskedFor() throws Exception {
    ExchangeFolder archive = server.mailbox(mailbox).addArchive();
    archive.addFolder("Old", "IPF.Note").addMail(mime("old"), Mail.read(DATE));
    try (SourceSession session = with("archive=true")) {
      assertEquals(1, all(list(session, "Archive mailbox/Old", Optional.empty())).size());
    }
    try (SourceSession session = open()) {
      assertTrue(folder(session.folders(), "Archive mailbox/Old").isEmpty());
    }
  }

  private List<StoredItem> seed(int count) {
    ExchangeFolder inbox = server.folder(mailbox, "INBOX");
    int first = inbox.size() + 1;
    synchronized (server.server().organization()) {
      return IntStream.range(first, first + count)
          .mapToObj(i -> inbox.addMail(mime("m" + i), Mail.unread(DATE.plusSeconds(i))))
          .toList();
    }
  }

  private static byte[] mime(String subject) {
    String text =
        String.join(
            "\r\n",
            "Message-ID: <" + subject + "@old.example>",
            "From: Ann <ann@old.example>",
            "To: Bob <bob@old.example>",
            "Subject: " + subject,
            "",
            "Text of " + subject,
            "");
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private FolderState settled() throws StoreException {
    try (SourceSession session = open()) {
      Listing listing = list(session, Optional.empty(), KnownItems.NONE);
      all(listing);
      return listing.state();
    }
  }

  private SourceSession open() throws StoreException {
    return server.store(server.port()).openSource(mailbox);
  }

  private static SourceFolder inbox(SourceSession session) throws StoreException {
    return folder(session.folders(), "INBOX").orElseThrow();
  }

  private static Listing list(
      SourceSession session, Optional<FolderState> settled, KnownItems known)
      throws StoreException {
    return session.list(inbox(session), settled, () -> known, ListOptions.PLAIN);
  }

  private static Listing list(SourceSession session, String path, Optional<FolderState> settled)
      throws StoreException {
    return session.list(
        folder(session.folders(), path).orElseThrow(),
        settled,
        () -> KnownItems.NONE,
        ListOptions.PLAIN);
  }

  private static Optional<SourceFolder> folder(List<SourceFolder> folders, String path) {
    return folders.stream()
        .filter(folder -> folder.path().equals(FolderPath.parse(path)))
        .findFirst();
  }

  private static FolderRole role(List<SourceFolder> folders, String path) {
    return folder(folders, path).orElseThrow().role();
  }

  private static List<Item> all(Listing listing) throws StoreException {
    List<Item> items = new ArrayList<>();
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      items.addAll(page);
    }
    return items;
  }

  private static Content read(SourceSession session, Item item) throws StoreException {
    return get(session.read(item));
  }
}
