package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Login;
import io.mailtrek.store.MailDestinationContract;
import io.mailtrek.store.MemoryJournal;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stores promise of their destination side, of mail on IMAP servers. */
abstract class ImapDestinationContract extends MailDestinationContract {

  @Override
  protected abstract ImapMailServer start();

  private MailboxSnapshot snapshot(Login mailbox) throws IOException {
    return ((ImapMailServer) server()).snapshot(mailbox);
  }

  @Override
  protected FolderState before(Login mailbox) throws Exception {
    MailboxSnapshot.Folder folder = snapshot(mailbox).folder("Target");
    return new FolderState(Long.toString(folder.uidValidity()), "1", 0);
  }

  @Override
  protected void write(Login mailbox, List<SampleMessage> written) throws Exception {
    server().seed(mailbox, written);
  }

  @Test
  void keepsAllSystemFlags() throws Exception {
    Login mailbox = server().newMailbox();
    SampleMessage all =
        message("Target", "all", "\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted");
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      deliverAll(session, ensure(session, "Target"), List.of(all));
    }
    assertEquals(
        Set.copyOf(all.flags()), snapshot(mailbox).folder("Target").messages().get(0).flags());
  }

  @Test
  void tellsTheIdsOfTheCopies() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      List<Delivered> results =
          deliverAll(session, ensure(session, "Target"), messages("Target", 5));
      MailboxSnapshot.Folder folder = snapshot(mailbox).folder("Target");
      List<String> ids =
          folder.messages().stream().map(m -> folder.uidValidity() + ":" + m.uid()).toList();
      assertEquals(ids, results.stream().map(Delivered::destinationId).toList());
    }
  }

  @Test
  void dropsAndCountsWhatCanBeNoKeyword() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      SampleMessage sample = message("Target", "keywords", "Work", "not an atom", "\\Unknown");
      Delivered delivered = deliverAll(session, ensure(session, "Target"), List.of(sample)).get(0);
      assertEquals(2, delivered.droppedKeywords());
    }
    assertEquals(Set.of("Work"), snapshot(mailbox).folder("Target").messages().get(0).flags());
  }

  /**
   * What another session wrote before must not be taken for a copy of what this one writes next.
   */
  @Test
  void searchesForCopiesOnlyBehindWhatAnotherSessionHasWritten() throws Exception {
    Login mailbox = server().newMailbox();
    SampleMessage twin = message("Target", "twin");
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      server().seed(mailbox, List.of(twin));
      session.settleDoubts();
      deliver(session, folder, List.of(delivery(1, twin)));
    }
    long first =
        snapshot(mailbox).folder("Target").messages().stream()
            .mapToLong(MailboxSnapshot.Message::uid)
            .min()
            .orElseThrow();
    assertTrue(Long.parseLong(journal.lastSince().next()) > first);
  }

  @Test
  void subscribesAsAtTheSource() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      assertTrue(ensure(session, "Deep/er/Ordner für Grüße & mehr").created());
      FolderPath quiet = FolderPath.of("Quiet");
      session.ensureFolder(source(quiet, FolderRole.NONE, false), quiet, false);
    }
    MailboxSnapshot snapshot = snapshot(mailbox);
    assertTrue(snapshot.folder("Deep/er/Ordner für Grüße & mehr").subscribed());
    assertFalse(snapshot.folder("Quiet").subscribed());
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      assertFalse(ensure(session, "Quiet").created());
      assertTrue(snapshot(mailbox).folder("Quiet").subscribed());
    }
  }
}
