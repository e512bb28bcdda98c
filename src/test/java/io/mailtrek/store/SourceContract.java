package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.MailboxSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store promises of its source side. */
public abstract class SourceContract extends StoreContract {

  @Test
  void listsFoldersWithThoseAboveFirst() throws Exception {
    Login mailbox = server().newMailbox();
    for (String path : List.of("Projects", "Projects/Été", "Projects/Été/取引先", "R&D")) {
      server().create(mailbox, path);
    }
    try (SourceSession session = open(mailbox)) {
      List<FolderPath> paths = session.folders().stream().map(SourceFolder::path).toList();
      assertEquals(FolderPath.INBOX, paths.get(0));
      assertTrue(paths.contains(FolderPath.of("R&D")), paths.toString());
      assertTrue(paths.contains(FolderPath.of("Projects", "Été", "取引先")), paths.toString());
      Set<FolderPath> seen = new HashSet<>();
      for (FolderPath path : paths) {
        assertTrue(seen.containsAll(path.ancestors()), "parents come before " + path);
        seen.add(path);
      }
      assertEquals(FolderRole.INBOX, folder(session, "INBOX").role());
      assertTrue(folder(session, "R&D").subscribed());
    }
  }

  @Test
  void tellsDatesFlagsKeywordsAndSizes() throws Exception {
    Login mailbox = server().newMailbox();
    SampleMessage flagged = message("INBOX", "flagged", "\\Seen", "\\Flagged", "$Forwarded");
    server().seed(mailbox, List.of(flagged, message("INBOX", "plain")));
    try (SourceSession session = open(mailbox)) {
      List<Item> items = all(list(session, "INBOX"));
      assertEquals(2, items.size());
      Item first = items.get(0);
      assertEquals(DATE.toInstant(), first.date().orElseThrow().toInstant());
      assertEquals(Set.of("\\Seen", "\\Flagged"), first.flags());
      assertEquals(Set.of("$Forwarded"), first.keywords());
      assertEquals(flagged.content().length, first.size());
      assertEquals(Set.of(), items.get(1).flags());
      assertEquals(Optional.empty(), first.messageId());
    }
  }

  @Test
  void tellsHeadersWhenAskedFor() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, List.of(message("INBOX", "headers")));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.empty(),
              () -> KnownItems.NONE,
              new ListOptions(true, true));
      Item item = all(listing).get(0);
      assertEquals(Optional.of("<headers@example.com>"), item.messageId());
      assertEquals(Optional.empty(), item.sentDate());
    }
  }

  @Test
  void listsALargeFolderInPages() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Large", 1100));
    try (SourceSession session = open(mailbox)) {
      Listing listing = list(session, "Large");
      List<Item> first = listing.next();
      assertTrue(first.size() < 1100, "the first page is not all");
      List<Long> uids = new ArrayList<>(uids(first));
      uids.addAll(uids(all(listing)));
      assertEquals(LongStream.rangeClosed(1, 1100).boxed().toList(), uids);
      assertEquals(0, listing.known());
      assertEquals(1100, listing.state().count());
    }
  }

  @Test
  void listsTheNewestFirstWhenAskedFor() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Large", 1100));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "Large"),
              Optional.empty(),
              () -> KnownItems.NONE,
              new ListOptions(false, false, true));
      assertEquals(
          LongStream.rangeClosed(1, 1100).mapToObj(i -> 1101 - i).toList(), uids(all(listing)));
      assertEquals(0, listing.known());
      assertEquals(0, listing.missing());
    }
  }

  @Test
  void listsNothingOfAnEmptyFolder() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "Empty");
    try (SourceSession session = open(mailbox)) {
      Listing listing = list(session, "Empty");
      assertEquals(List.of(), listing.next());
      assertEquals(List.of(), listing.next());
      assertEquals(0, listing.known());
    }
  }

  @Test
  void listsOnlyWhatIsNotKnown() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 10));
    try (SourceSession session = open(mailbox)) {
      KnownItems known = key -> Long.parseLong(key.value()) % 2 == 0;
      Listing listing =
          session.list(folder(session, "INBOX"), Optional.empty(), () -> known, ListOptions.PLAIN);
      assertEquals(List.of(1L, 3L, 5L, 7L, 9L), uids(all(listing)));
      assertEquals(5, listing.known());
    }
  }

  @Test
  void listsNothingOfAFolderThatHasNotGrown() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    FolderState settled;
    try (SourceSession session = open(mailbox)) {
      Listing listing = list(session, "INBOX");
      settled = listing.state();
      all(listing);
    }
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.of(settled),
              () -> {
                throw new AssertionError("What is settled need not be known item by item");
              },
              ListOptions.PLAIN);
      assertEquals(List.of(), listing.next());
      assertEquals(3, listing.known());
      assertEquals(settled, listing.state());
    }
  }

  @Test
  void listsOnlyWhatWasAddedSince() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    FolderState settled;
    try (SourceSession session = open(mailbox)) {
      settled = list(session, "INBOX").state();
    }
    server().seed(mailbox, messages("INBOX", 2));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.of(settled),
              () -> KnownItems.NONE,
              ListOptions.PLAIN);
      assertEquals(List.of(4L, 5L), uids(all(listing)));
      assertEquals(3, listing.known());
    }
  }

  @Test
  void comparesItemByItemWhenTheSettledStateIsOfAnotherFolder() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.of(new FolderState("1", "4", 3)),
              () -> KnownItems.NONE,
              ListOptions.PLAIN);
      assertEquals(List.of(1L, 2L, 3L), uids(all(listing)));
    }
  }

  @Test
  void readsWhatWasAskedForByteForByte() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages = messages("Many", 450);
    server().seed(mailbox, messages);
    try (SourceSession session = open(mailbox)) {
      List<Item> items = all(list(session, "Many"));
      List<CompletionStage<Content>> reads = items.stream().map(session::read).toList();
      for (int i = 0; i < reads.size(); i++) {
        assertArrayEquals(messages.get(i).content(), get(reads.get(i)).toByteArray());
      }
    }
  }

  @Test
  void readsFromFoldersInAnyOrder() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, List.of(message("A", "one"), message("B", "two")));
    try (SourceSession session = open(mailbox)) {
      Item one = all(list(session, "A")).get(0);
      Item two = all(list(session, "B")).get(0);
      List<CompletionStage<Content>> reads =
          List.of(session.read(one), session.read(two), session.read(one));
      assertArrayEquals(message("A", "one").content(), get(reads.get(0)).toByteArray());
      assertArrayEquals(message("B", "two").content(), get(reads.get(1)).toByteArray());
      assertArrayEquals(message("A", "one").content(), get(reads.get(2)).toByteArray());
    }
  }

  @Test
  void saysWhichItemsHaveVanished() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    List<Item> items;
    try (SourceSession session = open(mailbox)) {
      items = all(list(session, "INBOX"));
    }
    server().empty(mailbox, "INBOX");
    server().seed(mailbox, messages("INBOX", 1));
    try (SourceSession session = open(mailbox)) {
      CompletionStage<Content> gone = session.read(items.get(1));
      VanishedException e = assertThrows(VanishedException.class, () -> get(gone));
      assertTrue(e.getMessage().contains("INBOX"), e.getMessage());
    }
  }

  @Test
  void leavesTheMailboxUntouched() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 5));
    server().seed(mailbox, messages("Other", 5));
    MailboxSnapshot before = server().snapshot(mailbox);
    try (SourceSession session = open(mailbox)) {
      for (SourceFolder folder : session.folders()) {
        for (Item item : all(list(session, folder.path().toString()))) {
          get(session.read(item));
        }
      }
    }
    assertEquals(List.of(), server().snapshot(mailbox).changes(before));
  }

  @Test
  void goesOnAfterALostConnection() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    try (DelayProxy proxy = DelayProxy.to(server().port());
        SourceSession session = server().store(proxy.port()).openSource(mailbox)) {
      List<Item> items = all(list(session, "INBOX"));
      get(session.read(items.get(0)));
      proxy.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 20);
      byte[] read;
      try {
        read = get(session.read(items.get(1))).toByteArray();
      } catch (TransientException e) {
        // Unless the cut came before the command, the caller has to ask again.
        read = get(session.read(items.get(1))).toByteArray();
      }
      assertArrayEquals(message("INBOX", "m2").content(), read);
      assertEquals(2, proxy.accepted());
    }
  }

  @Test
  void asksAgainForThePageThatWasLost() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    try (DelayProxy proxy = DelayProxy.to(server().port());
        SourceSession session = server().store(proxy.port()).openSource(mailbox)) {
      Listing listing = list(session, "INBOX");
      proxy.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 20);
      assertThrows(TransientException.class, listing::next);
      assertEquals(3, all(listing).size());
    }
  }

  @Test
  void failsWhatIsReadAfterItsEnd() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 1));
    SourceSession session = open(mailbox);
    Item item = all(list(session, "INBOX")).get(0);
    session.close();
    CompletionStage<Content> late = session.read(item);
    assertThrows(TransientException.class, () -> get(late));
    session.close();
  }

  @Test
  void asksForKnownItemsOnceAtMost() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 2));
    AtomicInteger asked = new AtomicInteger();
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.empty(),
              () -> {
                asked.incrementAndGet();
                return KnownItems.NONE;
              },
              ListOptions.PLAIN);
      assertFalse(all(listing).isEmpty());
    }
    assertEquals(1, asked.get());
  }

  private SourceSession open(Login mailbox) throws StoreException {
    return server().store(server().port()).openSource(mailbox);
  }

  @Test
  void findsItemsByTheirHeaders() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, List.of(message("INBOX", "one"), message("INBOX", "two")));
    try (SourceSession session = open(mailbox)) {
      SourceFolder inbox = folder(session, "INBOX");
      FoundItems found =
          session.search(
              inbox, new HeaderSearch(Optional.empty(), Optional.of("<two@example.com>")));
      assertEquals(List.of(ItemKey.of(2)), found.keys());
      assertFalse(found.state().validity().isEmpty());
      HeaderSearch nothing = new HeaderSearch(Optional.of("Größe \"x\" \\"), Optional.of("two"));
      assertEquals(List.of(), session.search(inbox, nothing).keys());
    }
  }
}
