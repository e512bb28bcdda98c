package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DelayProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store promises of its source side. */
public abstract class SourceContract extends StoreContract {

  @Test
  void listsALargeFolderInPages() throws Exception {
    Login mailbox = server().newMailbox();
    int count = many(1100);
    server().seed(mailbox, messages("Large", count));
    try (SourceSession session = open(mailbox)) {
      Listing listing = list(session, "Large");
      List<Item> first = listing.next();
      assertTrue(first.size() < count, "the first page is not all");
      List<Item> items = new ArrayList<>(first);
      items.addAll(all(listing));
      assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), numbers(items));
      assertEquals(0, listing.known());
      assertEquals(count, listing.state().count());
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
      Set<ItemKey> even =
          all(list(session, "INBOX")).stream()
              .filter(item -> number(item) % 2 == 0)
              .map(Item::key)
              .collect(Collectors.toSet());
      KnownItems known = even::contains;
      Listing listing =
          session.list(folder(session, "INBOX"), Optional.empty(), () -> known, ListOptions.PLAIN);
      assertEquals(List.of(1L, 3L, 5L, 7L, 9L), numbers(all(listing)));
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
      all(listing);
      settled = listing.state();
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
      Listing listing = list(session, "INBOX");
      assertEquals(3, all(listing).size());
      settled = listing.state();
    }
    server().seed(mailbox, messages("INBOX", 4, 5));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.of(settled),
              () -> KnownItems.NONE,
              ListOptions.PLAIN);
      assertEquals(List.of(4L, 5L), numbers(all(listing)));
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
      assertEquals(List.of(1L, 2L, 3L), numbers(all(listing)));
    }
  }

  @Test
  void readsWhatWasAskedForByteForByte() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages = messages("Many", many(450));
    server().seed(mailbox, messages);
    try (SourceSession session = open(mailbox)) {
      List<Item> items = all(list(session, "Many"));
      List<CompletionStage<Content>> reads = items.stream().map(session::read).toList();
      for (int i = 0; i < reads.size(); i++) {
        SampleMessage expected = messages.get((int) number(items.get(i)) - 1);
        assertSameContent(expected.content(), get(reads.get(i)).toByteArray());
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
      assertSameContent(message("A", "one").content(), get(reads.get(0)).toByteArray());
      assertSameContent(message("B", "two").content(), get(reads.get(1)).toByteArray());
      assertSameContent(message("A", "one").content(), get(reads.get(2)).toByteArray());
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
      CompletionStage<Content> gone = session.read(second(items));
      VanishedException e = assertThrows(VanishedException.class, () -> get(gone));
      assertTrue(e.getMessage().contains("INBOX"), e.getMessage());
    }
  }

  @Test
  void leavesTheMailboxUntouched() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 5));
    server().seed(mailbox, messages("Other", 5));
    List<String> changes =
        server()
            .changes(
                mailbox,
                () -> {
                  try (SourceSession session = open(mailbox)) {
                    for (SourceFolder folder : session.folders()) {
                      for (Item item : all(list(session, folder.path().toString()))) {
                        get(session.read(item));
                      }
                    }
                  }
                });
    assertEquals(List.of(), changes);
  }

  /** By the first reading that is asked for again, if not sooner. */
  @Test
  void goesOnAfterALostConnection() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    try (DelayProxy proxy = DelayProxy.to(server().port());
        SourceSession session = server().store(proxy.port()).openSource(mailbox)) {
      List<Item> items = all(list(session, "INBOX"));
      Item second = second(items);
      get(session.read(items.get(0)));
      int before = proxy.accepted();
      proxy.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 20);
      byte[] read;
      try {
        read = get(session.read(second)).toByteArray();
      } catch (TransientException e) {
        // Unless the cut came before the command, the caller has to ask again.
        read = get(session.read(second)).toByteArray();
      }
      assertSameContent(message("INBOX", "m2").content(), read);
      connections(before, proxy.accepted());
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

  protected final SourceSession open(Login mailbox) throws StoreException {
    return server().store(server().port()).openSource(mailbox);
  }

  /** How many connections there were before and after one was lost. */
  protected void connections(int before, int after) {
    assertEquals(1, before);
    assertEquals(2, after);
  }

  final Item second(List<Item> items) {
    return items.stream().filter(item -> number(item) == 2).findFirst().orElseThrow();
  }
}
