package io.mailtrek.store.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers in which one part is not as the others, or comes again. */
class OddExchangeAnswersTest {
  @Test
  void anItemOfWhichNothingIsToldWhileTheServerIsBusyIsAskedForAgain() throws Exception {
    try (EmbeddedExchangeServer server = new EmbeddedExchangeServer(false)) {
      Login mailbox = server.newMailbox();
      for (int i = 0; i < 3; i++) {
        server
            .mailbox(mailbox)
            .folder("inbox")
            .addMail(
                ("Subject: " + i + "\r\n\r\nText\r\n").getBytes(UTF_8),
                Mail.read(Instant.parse("2021-03-04T05:06:07Z")));
      }
      try (SourceSession session = server.store(server.port()).openSource(mailbox)) {
        SourceFolder inbox =
            session.folders().stream()
                .filter(f -> f.path().equals(FolderPath.INBOX))
                .findFirst()
                .orElseThrow();
        server.script().on("GetItem").once(ExchangeFaults.lastFailsWithin200("ErrorServerBusy"));
        Listing listing =
            session.list(inbox, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
        List<Item> all = new ArrayList<>();
        List<Item> page;
        do {
          page = next(listing);
          all.addAll(page);
        } while (!page.isEmpty());
        assertEquals(3, all.size());
        assertTrue(all.stream().allMatch(item -> item.date().isPresent()), all.toString());
      }
    }
  }

  private static List<Item> next(Listing listing) throws StoreException {
    try {
      return listing.next();
    } catch (TransientException e) {
      return listing.next();
    }
  }

  @Test
  void aFolderThatComesInTwoPagesIsOneFolder() throws Exception {
    try (EmbeddedExchangeServer server = new EmbeddedExchangeServer(false)) {
      Login mailbox = server.newMailbox();
      server
          .script()
          .on("FindFolder")
          .always(
              ExchangeFaults.rewrite(
                  text ->
                      text.replaceFirst("(?s)(<t:CalendarFolder>.*?</t:CalendarFolder>)", "$1$1")));
      try (SourceSession session = server.store(server.port()).openSource(mailbox)) {
        List<FolderPath> calendars =
            session.folders().stream()
                .filter(f -> f.itemType() == ItemType.CALENDAR)
                .map(SourceFolder::path)
                .toList();
        assertEquals(1, calendars.size(), calendars.toString());
      }
    }
  }

  @Test
  void anItemThatIsGoneVanishesAlone() throws Exception {
    CountDownLatch queued = new CountDownLatch(1);
    ContentKind kind =
        new ContentKind() {
          @Override
          public int most() {
            return 25;
          }

          @Override
          public void read(List<ReadRequest> requests) throws StoreException {
            try {
              queued.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            if (ReadRequest.ids(requests).contains("gone")) {
              throw new VanishedException("by the test");
            }
            requests.forEach(r -> r.complete(Content.of(r.id().getBytes(US_ASCII))));
          }
        };
    ItemReader reader = new ItemReader("anna", item -> kind);
    List<CompletableFuture<Content>> others = new ArrayList<>();
    for (String id : List.of("1", "2", "3", "4")) {
      others.add(reader.read(item(id), id));
    }
    CompletableFuture<Content> gone = reader.read(item("gone"), "gone");
    others.add(reader.read(item("5"), "5"));
    queued.countDown();
    gone.handle((a, b) -> b).get(60, TimeUnit.SECONDS);
    for (CompletableFuture<Content> other : others) {
      assertEquals(1, other.get(60, TimeUnit.SECONDS).size());
    }
    reader.close();
  }

  private static Item item(String key) {
    return new Item(
        FolderPath.of("Work"),
        ItemType.CALENDAR,
        new ItemKey(key),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Set.of(),
        Set.of());
  }
}
