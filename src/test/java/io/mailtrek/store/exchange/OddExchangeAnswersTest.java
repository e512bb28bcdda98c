package io.mailtrek.store.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.server.exchange.ExchangeFaults;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
