package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MailSourceContract;
import io.mailtrek.store.SourceSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stores promise of their source side, of mail on IMAP servers. */
abstract class ImapSourceContract extends MailSourceContract {

  @Override
  protected abstract ImapMailServer start();

  @Test
  void tellsWhichFoldersAreSubscribed() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "R&D");
    try (SourceSession session = open(mailbox)) {
      assertTrue(folder(session, "R&D").subscribed());
    }
  }

  @Test
  void tellsSizesToTheByte() throws Exception {
    Login mailbox = server().newMailbox();
    SampleMessage sample = message("INBOX", "size");
    server().seed(mailbox, List.of(sample));
    try (SourceSession session = open(mailbox)) {
      assertEquals(sample.content().length, all(list(session, "INBOX")).get(0).size());
    }
  }

  @Test
  void findsItemsByTheirUidsOfToday() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 2));
    try (SourceSession session = open(mailbox)) {
      FoundItems found =
          session.search(
              folder(session, "INBOX"),
              new HeaderSearch(Optional.empty(), Optional.of("<m2@example.com>")));
      assertEquals(List.of(ItemKey.of(2)), found.keys());
      assertFalse(found.state().validity().isEmpty());
    }
  }

  /** Where a message has none, the server does not make one up. */
  @Test
  void tellsNoDateOfSendingWhereThereIsNone() throws Exception {
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
      assertEquals(Optional.empty(), item.sentDate());
    }
  }
}
