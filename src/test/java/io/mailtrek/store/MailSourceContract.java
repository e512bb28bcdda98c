package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.DelayProxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of mail promises of its source side beyond that. */
public abstract class MailSourceContract extends SourceContract {

  @Override
  protected abstract MailServer start();

  private MailServer mail() {
    return (MailServer) server();
  }

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
    }
  }

  @Test
  void tellsDatesFlagsAndKeywords() throws Exception {
    Login mailbox = server().newMailbox();
    server()
        .seed(
            mailbox,
            List.of(
                message("INBOX", "flagged", "\\Seen", "\\Flagged", "$Forwarded", "Work"),
                message("INBOX", "answered", "\\Answered"),
                message("INBOX", "draft", "\\Draft"),
                message("INBOX", "plain")));
    try (SourceSession session = open(mailbox)) {
      List<Item> items = all(list(session, "INBOX"));
      assertEquals(
          List.of(Set.of("\\Seen", "\\Flagged"), Set.of("\\Answered"), Set.of("\\Draft"), Set.of()),
          items.stream().map(Item::flags).toList());
      Item first = items.get(0);
      assertEquals(Set.of("$Forwarded", "Work"), first.keywords());
      assertEquals(DATE.toInstant(), first.date().orElseThrow().toInstant());
      assertTrue(first.size() > 0, "a size, so that there are limits");
      assertEquals(Optional.empty(), first.messageId());
    }
  }

  @Test
  void tellsMessageIdsWhenAskedFor() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, List.of(message("INBOX", "headers")));
    try (SourceSession session = open(mailbox)) {
      Listing listing =
          session.list(
              folder(session, "INBOX"),
              Optional.empty(),
              () -> KnownItems.NONE,
              new ListOptions(true, true));
      assertEquals(Optional.of("<headers@example.com>"), all(listing).get(0).messageId());
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
      List<Item> items = new ArrayList<>();
      try {
        items.addAll(listing.next());
      } catch (TransientException e) {
        // The store may ask again by itself, or leave it to the caller.
      }
      items.addAll(all(listing));
      assertEquals(3, items.size());
    }
  }

  @Test
  void findsItemsByTheirHeaders() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("INBOX", 2));
    try (SourceSession session = open(mailbox)) {
      SourceFolder inbox = folder(session, "INBOX");
      Item second = second(all(list(session, "INBOX")));
      FoundItems found =
          session.search(inbox, new HeaderSearch(Optional.empty(), Optional.of("m2@example")));
      assertEquals(List.of(second.key()), found.keys());
      HeaderSearch both = new HeaderSearch(Optional.of("M2"), Optional.of("m2@example"));
      assertEquals(List.of(second.key()), session.search(inbox, both).keys());
      HeaderSearch other = new HeaderSearch(Optional.of("m1"), Optional.of("m2@example"));
      assertEquals(List.of(), session.search(inbox, other).keys());
      HeaderSearch nothing = new HeaderSearch(Optional.of("Größe \"x\" \\"), Optional.of("m2"));
      assertEquals(List.of(), session.search(inbox, nothing).keys());
    }
  }

  @Test
  void listsAFolderByTheNameThatItHasNow() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Old", 3));
    try (SourceSession session = open(mailbox)) {
      assertEquals(3, all(list(session, "Old")).size());
    }
    mail().rename(mailbox, "Old", "New");
    try (SourceSession session = open(mailbox)) {
      assertTrue(session.folders().stream().noneMatch(f -> f.path().equals(FolderPath.of("Old"))));
      List<Item> items = all(list(session, "New"));
      assertEquals(List.of(1L, 2L, 3L), numbers(items));
      assertSameContent(content("m2"), get(session.read(second(items))).toByteArray());
    }
  }

  /** As vanished, or with what the server says of the folder; never as something that passes. */
  @Test
  void failsToReadWhatIsInAFolderThatWasDeletedMeanwhile() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Gone", 2));
    server().seed(mailbox, messages("INBOX", 1));
    List<Item> items;
    Item other;
    try (SourceSession session = open(mailbox)) {
      items = all(list(session, "Gone"));
      other = all(list(session, "INBOX")).get(0);
    }
    mail().delete(mailbox, "Gone");
    try (SourceSession session = open(mailbox)) {
      List<CompletionStage<Content>> reads = items.stream().map(session::read).toList();
      for (CompletionStage<Content> read : reads) {
        StoreException e = assertThrows(StoreException.class, () -> get(read));
        if (!(e instanceof VanishedException)) {
          assertInstanceOf(PermanentException.class, e);
        }
      }
      assertSameContent(content("m1"), get(session.read(other)).toByteArray());
    }
  }
}
