package io.mailtrek.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.MailboxSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of mail promises of its destination side beyond that. */
public abstract class MailDestinationContract extends DestinationContract {

  @Override
  protected abstract MailServer start();

  private MailServer mail() {
    return (MailServer) server();
  }

  @Override
  protected FolderState before(Login mailbox) throws Exception {
    MailboxSnapshot.Folder folder = mail().snapshot(mailbox).folder("Target");
    return new FolderState(Long.toString(folder.uidValidity()), "1", 0);
  }

  @Override
  protected void write(Login mailbox, List<SampleMessage> written) throws Exception {
    server().seed(mailbox, written);
  }

  @Test
  void keepsSystemFlags() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages =
        List.of(
            message("Target", "plain"),
            message("Target", "seen", "\\Seen"),
            message("Target", "all", "\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted"));
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      assertTrue(folder.created());
      List<Delivered> results = deliverAll(session, folder, messages);
      assertEquals(
          3, new HashSet<>(results.stream().map(Delivered::destinationId).toList()).size());
      assertFalse(results.get(0).adopted());
    }
    assertEquals(3, journal.count());
    assertEquals(List.of(), journal.inDoubt());
    Login expected = server().newMailbox();
    server().seed(expected, messages);
    assertEquals(server().contents(expected, "Target"), server().contents(mailbox, "Target"));
  }

  @Test
  void tellsTheIdsOfTheCopies() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      List<Delivered> results =
          deliverAll(session, ensure(session, "Target"), messages("Target", 5));
      MailboxSnapshot.Folder folder = mail().snapshot(mailbox).folder("Target");
      List<String> ids =
          folder.messages().stream().map(m -> folder.uidValidity() + ":" + m.uid()).toList();
      assertEquals(ids, results.stream().map(Delivered::destinationId).toList());
    }
  }

  @Test
  void keepsKeywords() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      SampleMessage sample = message("Target", "keywords", "\\Seen", "$Forwarded", "Work");
      Delivered delivered = deliverAll(session, ensure(session, "Target"), List.of(sample)).get(0);
      assertEquals(0, delivered.droppedKeywords());
    }
    assertEquals(
        Set.of("\\Seen", "$Forwarded", "Work"),
        mail().snapshot(mailbox).folder("Target").messages().get(0).flags());
  }

  @Test
  void dropsAndCountsWhatCanBeNoKeyword() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      SampleMessage sample = message("Target", "keywords", "Work", "not an atom", "\\Unknown");
      Delivered delivered = deliverAll(session, ensure(session, "Target"), List.of(sample)).get(0);
      assertEquals(2, delivered.droppedKeywords());
    }
    assertEquals(
        Set.of("Work"), mail().snapshot(mailbox).folder("Target").messages().get(0).flags());
  }

  @Test
  void makesFoldersAndSubscribesAsAtTheSource() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      assertTrue(ensure(session, "Deep/er/Ordner für Grüße & mehr").created());
      assertFalse(ensure(session, "Deep/er/Ordner für Grüße & mehr").created());
      assertFalse(ensure(session, "INBOX").created());
      FolderPath quiet = FolderPath.of("Quiet");
      session.ensureFolder(source(quiet, FolderRole.NONE, false), quiet, false);
    }
    MailboxSnapshot snapshot = mail().snapshot(mailbox);
    assertTrue(snapshot.folder("Deep/er/Ordner für Grüße & mehr").subscribed());
    assertFalse(snapshot.folder("Quiet").subscribed());
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      assertFalse(ensure(session, "Quiet").created());
      assertTrue(mail().snapshot(mailbox).folder("Quiet").subscribed());
    }
  }

  @Test
  void keepsFoldersApartThatWouldFallTogether() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      FolderPath odd = FolderPath.of("a\tb");
      FolderPath plain = FolderPath.of("a_b");
      DestinationFolder one = session.ensureFolder(source(odd, FolderRole.NONE, true), odd, false);
      DestinationFolder two =
          session.ensureFolder(source(plain, FolderRole.NONE, true), plain, false);
      assertNotEquals(one.path(), two.path());
      DestinationFolder again =
          session.ensureFolder(source(plain, FolderRole.NONE, true), plain, false);
      assertEquals(two.path(), again.path());
    }
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
        mail().snapshot(mailbox).folder("Target").messages().stream()
            .mapToLong(MailboxSnapshot.Message::uid)
            .min()
            .orElseThrow();
    assertTrue(Long.parseLong(journal.lastSince().next()) > first);
  }

  @Test
  void matchesTwinsOneToOne() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "Target");
    SampleMessage twin = message("Target", "twin");
    List<Delivery> deliveries = List.of(delivery(1, twin), delivery(2, twin), delivery(3, twin));
    MemoryJournal journal = new MemoryJournal();
    crash(mailbox, journal, deliveries);
    server().seed(mailbox, List.of(twin, twin));
    try (DestinationSession session = open(mailbox, journal)) {
      assertEquals(2, journal.count());
      deliver(session, ensure(session, "Target"), deliveries);
    }
    assertEquals(3, mail().snapshot(mailbox).folder("Target").messages().size());
  }

  @Test
  void doesNotTakeAnotherMessageWithTheSameIdForACopy() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "Target");
    SampleMessage mine = message("Target", "same");
    SampleMessage theirs =
        new SampleMessage(
            "Target",
            List.of(),
            DATE.minusDays(1),
            new String(mine.content(), US_ASCII).replace("Text", "Test").getBytes(US_ASCII));
    MemoryJournal journal = new MemoryJournal();
    List<Delivery> deliveries = List.of(delivery(1, mine));
    crash(mailbox, journal, deliveries);
    server().seed(mailbox, List.of(theirs));
    try (DestinationSession session = open(mailbox, journal)) {
      assertFalse(deliver(session, ensure(session, "Target"), deliveries).get(0).adopted());
    }
    assertEquals(2, mail().snapshot(mailbox).folder("Target").messages().size());
  }

  @Test
  void showsWhatIsThereAlready() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> there = List.of(message("Target", "one"), message("Target", "two"));
    server().seed(mailbox, there);
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      DestinationFolder folder = ensure(session, "Target");
      Listing listing = contents(session, folder);
      List<Item> items = all(listing);
      assertEquals(
          List.of(Optional.of("<one@example.com>"), Optional.of("<two@example.com>")),
          items.stream().map(Item::messageId).toList());
      assertEquals(
          List.of(DATE.toInstant(), DATE.toInstant()),
          items.stream().map(item -> item.date().orElseThrow().toInstant()).toList());
      assertArrayEquals(
          there.get(1).content(), get(session.contents().read(items.get(1))).toByteArray());
    }
  }
}
