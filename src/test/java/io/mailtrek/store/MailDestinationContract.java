package io.mailtrek.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mailtrek.corpus.SampleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every store of mail promises of its destination side beyond that. */
public abstract class MailDestinationContract extends DestinationContract {

  @Override
  protected abstract MailServer start();

  private MailServer mail() {
    return (MailServer) server();
  }

  @Test
  void keepsFlagsKeywordsAndDates() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages =
        List.of(
            message("Target", "plain"),
            message("Target", "seen", "\\Seen"),
            message("Target", "more", "\\Seen", "\\Answered", "\\Flagged", "Work"),
            message("Target", "forwarded", "\\Seen", "$Forwarded"),
            message("Target", "draft", "\\Draft"));
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      for (Delivered delivered : deliverAll(session, ensure(session, "Target"), messages)) {
        assertEquals(0, delivered.droppedKeywords());
      }
    }
    Login expected = server().newMailbox();
    server().seed(expected, messages);
    assertEquals(server().contents(expected, "Target"), server().contents(mailbox, "Target"));
  }

  @Test
  void dropsAndCountsFlagsThatNoServerKnows() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      SampleMessage sample = message("Target", "flags", "Work", "\\Unknown");
      Delivered delivered = deliverAll(session, ensure(session, "Target"), List.of(sample)).get(0);
      assertEquals(1, delivered.droppedKeywords());
    }
    Login expected = server().newMailbox();
    server().seed(expected, List.of(message("Target", "flags", "Work")));
    assertEquals(server().contents(expected, "Target"), server().contents(mailbox, "Target"));
  }

  @Test
  void makesFoldersOnce() throws Exception {
    Login mailbox = server().newMailbox();
    for (boolean first : new boolean[] {true, false}) {
      try (DestinationSession session = open(mailbox, new MemoryJournal())) {
        assertEquals(first, ensure(session, "Deep/er/Ordner für Grüße & mehr").created());
        assertFalse(ensure(session, "Deep/er/Ordner für Grüße & mehr").created());
        assertFalse(ensure(session, "INBOX").created());
      }
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

  @Test
  void matchesTwinsOneToOne() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "Target");
    SampleMessage twin = message("Target", "twin");
    List<Delivery> deliveries = List.of(delivery(1, twin), delivery(2, twin), delivery(3, twin));
    MemoryJournal journal = new MemoryJournal();
    crash(mailbox, journal, deliveries);
    write(mailbox, List.of(twin, twin));
    try (DestinationSession session = open(mailbox, journal)) {
      assertEquals(2, journal.count());
      deliver(session, ensure(session, "Target"), deliveries);
    }
    assertEquals(3, server().contents(mailbox, "Target").size());
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
    assertEquals(2, server().contents(mailbox, "Target").size());
  }

  @Test
  void showsWhatIsThereAlready() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> there = List.of(message("Target", "one"), message("Target", "two"));
    server().seed(mailbox, there);
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      DestinationFolder folder = ensure(session, "Target");
      List<Item> items = all(contents(session, folder));
      assertEquals(
          List.of(Optional.of("<one@example.com>"), Optional.of("<two@example.com>")),
          items.stream().map(Item::messageId).toList());
      assertEquals(
          List.of(DATE.toInstant(), DATE.toInstant()),
          items.stream().map(item -> item.date().orElseThrow().toInstant()).toList());
      assertSameContent(
          there.get(1).content(), get(session.contents().read(items.get(1))).toByteArray());
    }
  }

  /** A server without a limit leaves it out. */
  @Test
  protected void oneThatIsTooLargeSpoilsNoOther() throws Exception {
    int limit = mail().largest().orElseThrow();
    Login mailbox = server().newMailbox();
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      String more = "A line more\r\n".repeat(limit / 13 + 1);
      List<CompletionStage<Delivered>> stages = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        byte[] text =
            new String(content("m" + i), US_ASCII).concat(i == 3 ? more : "").getBytes(US_ASCII);
        SampleMessage sample = new SampleMessage("Target", List.of(), DATE, text);
        stages.add(session.deliver(folder, delivery(i, sample)));
      }
      PermanentException e =
          assertInstanceOf(PermanentException.class, Stages.failure(stages.remove(2)));
      assertEquals(Problem.TOO_LARGE, e.problem(), e.getMessage());
      for (CompletionStage<Delivered> stage : stages) {
        get(stage);
      }
    }
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(4, server().contents(mailbox, "Target").size());
  }

  @Test
  void makesAFolderAgainThatWasDeletedMeanwhile() throws Exception {
    Login mailbox = server().newMailbox();
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      deliverAll(session, folder, messages("Target", 1));
      mail().delete(mailbox, "Target");
      Delivery next = delivery(2, message("Target", "m2"));
      deliverUntilDone(session, folder, next, session.deliver(folder, next));
    }
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(1, server().contents(mailbox, "Target").size());
  }

  /** In the one of its old name, or in that one. */
  @Test
  void losesNothingWhenAFolderIsRenamedMeanwhile() throws Exception {
    Login mailbox = server().newMailbox();
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      deliverAll(session, folder, messages("Target", 1));
      mail().rename(mailbox, "Target", "Mine");
      Delivery next = delivery(2, message("Target", "m2"));
      deliverUntilDone(session, folder, next, session.deliver(folder, next));
      ensure(session, "Target");
    }
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(
        2, server().contents(mailbox, "Target").size() + server().contents(mailbox, "Mine").size());
  }
}
