package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DelayProxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of mail promises of its source side beyond that. */
public abstract class MailSourceContract extends SourceContract {

  @Override
  protected abstract MailServer start();

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
          LongStream.rangeClosed(1, 1100).mapToObj(i -> 1101 - i).toList(), numbers(all(listing)));
      assertEquals(0, listing.known());
      assertEquals(0, listing.missing());
    }
  }

  @Test
  void asksAgainForThePageThatWasLost() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 3));
    try (DelayProxy proxy = DelayProxy.to(server().port());
        SourceSession session = server().store(proxy.port()).openSource(mailbox)) {
      SourceFolder inbox = folder(session, "INBOX");
      // Of a folder that was told with its counters the page is asked for by list() itself.
      SourceFolder untold =
          new SourceFolder(
              inbox.path(), inbox.itemType(), inbox.role(), true, true, Optional.empty());
      Listing listing =
          session.list(untold, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
      proxy.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 20);
      assertThrows(TransientException.class, listing::next);
      assertEquals(3, all(listing).size());
    }
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
