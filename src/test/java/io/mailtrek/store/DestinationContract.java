package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DelayProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every store promises of its destination side. */
public abstract class DestinationContract extends StoreContract {
  static final FolderPath SOURCE = FolderPath.of("Source");

  @Test
  void deliversMessagesAsTheyAre() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages =
        List.of(
            message("Target", "plain"), message("Target", "second"), message("Target", "third"));
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
  void deliversManyInBatches() throws Exception {
    int count = many(1200);
    Login mailbox = server().newMailbox();
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      deliverAll(session, ensure(session, "Target"), messages("Target", count));
    }
    assertEquals(count, server().contents(mailbox, "Target").size());
    assertTrue(journal.batches().size() < count / 12, "batches: " + journal.batches());
  }

  @Test
  void deliversAnItemWithoutADate() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      Delivery dated = delivery(1, message("Target", "dateless"));
      Item item = dated.item();
      Item dateless =
          new Item(
              item.folder(),
              item.type(),
              item.key(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              item.size(),
              Set.of(),
              Set.of());
      get(
          session.deliver(
              ensure(session, "Target"),
              new Delivery(dateless, Trace.of(dateless, dated.content()), dated.content())));
    }
    assertEquals(1, server().contents(mailbox, "Target").size());
  }

  @Test
  void letsMappedFoldersFallTogether() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      FolderPath all = FolderPath.of("All");
      for (String name : List.of("One", "Two")) {
        SourceFolder folder = source(FolderPath.of(name), FolderRole.NONE, true);
        assertEquals(all, session.ensureFolder(folder, all, true).path());
      }
    }
  }

  @Test
  void adoptsWhatAnInterruptedPassHasWritten() throws Exception {
    Login mailbox = server().newMailbox();
    server().create(mailbox, "Target");
    List<SampleMessage> written = List.of(message("Target", "one"), message("Target", "two"));
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(delivery(1, written.get(0)));
    deliveries.add(delivery(2, written.get(1)));
    deliveries.add(delivery(3, message("Target", "three")));
    MemoryJournal journal = new MemoryJournal();
    crash(mailbox, journal, deliveries);
    write(mailbox, written);
    try (DestinationSession session = open(mailbox, journal)) {
      assertEquals(List.of(), journal.inDoubt());
      assertEquals(2, journal.count());
      DestinationFolder folder = ensure(session, "Target");
      List<Delivered> results = deliver(session, folder, deliveries);
      assertEquals(List.of(true, true, false), results.stream().map(Delivered::adopted).toList());
    }
    assertEquals(3, server().contents(mailbox, "Target").size());
  }

  @Test
  void settlesWhatAnotherSessionHasLeftInDoubt() throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> written = List.of(message("Target", "one"), message("Target", "two"));
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(delivery(1, written.get(0)));
    deliveries.add(delivery(2, written.get(1)));
    deliveries.add(delivery(3, message("Target", "three")));
    MemoryJournal journal = new MemoryJournal();
    try (DestinationSession session = open(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      crash(mailbox, journal, deliveries);
      write(mailbox, written);
      session.settleDoubts();
      assertEquals(List.of(), journal.inDoubt());
      assertEquals(2, journal.count());
      List<Delivered> results = deliver(session, folder, deliveries);
      assertEquals(List.of(true, true, false), results.stream().map(Delivered::adopted).toList());
    }
    assertEquals(3, server().contents(mailbox, "Target").size());
  }

  @Test
  void forgetsIntentsForFoldersThatAreGone() throws Exception {
    Login mailbox = server().newMailbox();
    MemoryJournal journal = new MemoryJournal();
    FolderPath gone = FolderPath.of("Gone");
    journal.crash(
        SOURCE,
        new DestinationFolder(gone, type(), true),
        new FolderState("1", "1", 0),
        List.of(delivery(1, message("Gone", "x")).trace()));
    open(mailbox, journal).close();
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(0, journal.count());
  }

  @Test
  void losesAndDoublesNothingWhenConnectionsBreak() throws Exception {
    for (long bytes : List.of(50L, 3_000L, 20_000L, 60_000L)) {
      for (DelayProxy.Direction direction : DelayProxy.Direction.values()) {
        long after = direction == DelayProxy.Direction.TO_CLIENT ? bytes / 50 : bytes;
        breaks(direction, after);
      }
    }
  }

  private void breaks(DelayProxy.Direction direction, long bytes) throws Exception {
    Login mailbox = server().newMailbox();
    List<SampleMessage> messages = messages("Target", many(300));
    MemoryJournal journal = new MemoryJournal();
    try (DelayProxy proxy = DelayProxy.to(server().port());
        DestinationSession session =
            server().store(proxy.port()).openDestination(mailbox, journal)) {
      DestinationFolder folder = ensure(session, "Target");
      proxy.cutAfterBytes(direction, bytes);
      Map<Delivery, CompletionStage<Delivered>> stages = new HashMap<>();
      for (int i = 0; i < messages.size(); i++) {
        Delivery delivery = delivery(i + 1, messages.get(i));
        stages.put(delivery, session.deliver(folder, delivery));
      }
      for (Map.Entry<Delivery, CompletionStage<Delivered>> each : stages.entrySet()) {
        deliverUntilDone(session, folder, each.getKey(), each.getValue());
      }
    }
    assertEquals(List.of(), journal.inDoubt());
    assertEquals(many(300), journal.count());
    Login expected = server().newMailbox();
    server().seed(expected, messages);
    assertEquals(
        server().contents(expected, "Target"),
        server().contents(mailbox, "Target"),
        "cut " + direction + " after " + bytes);
  }

  static void deliverUntilDone(
      DestinationSession session,
      DestinationFolder folder,
      Delivery delivery,
      CompletionStage<Delivered> first)
      throws StoreException {
    CompletionStage<Delivered> stage = first;
    for (int tries = 0; ; tries++) {
      try {
        get(stage);
        return;
      } catch (TransientException e) {
        assertTrue(tries < 5, () -> "still failing: " + e);
        stage = session.deliver(folder, delivery);
      }
    }
  }

  @Test
  void showsCopiesByTheIdsThatItTold() throws Exception {
    Login mailbox = server().newMailbox();
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      DestinationFolder folder = ensure(session, "Target");
      deliverAll(session, folder, messages("Target", 3));
      assertEquals(3, all(contents(session, folder)).size());
      List<Delivered> later = deliverAll(session, folder, messages("Target", 4, 5));
      Listing listing = contents(session, folder);
      List<String> ids =
          all(listing).stream().map(i -> listing.state().validity() + ":" + i.key()).toList();
      assertEquals(5, ids.size());
      assertTrue(ids.containsAll(later.stream().map(Delivered::destinationId).toList()));
    }
  }

  @Test
  void goesOnShowingWhatIsThereWhenConnectionsBreak() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Target", 50));
    try (DelayProxy proxy = DelayProxy.to(server().port());
        DestinationSession session =
            server().store(proxy.port()).openDestination(mailbox, new MemoryJournal())) {
      DestinationFolder folder = ensure(session, "Target");
      assertEquals(50, all(contents(session, folder)).size());
      proxy.cutAll();
      Listing again = untilConnected(() -> contents(session, folder));
      assertEquals(50, all(again).size());
    }
  }

  /** The first use of a connection may be what finds that it is lost. */
  private static Listing untilConnected(Callable<Listing> attempt) throws Exception {
    try {
      return attempt.call();
    } catch (TransientException e) {
      return attempt.call();
    }
  }

  protected final Listing contents(DestinationSession session, DestinationFolder folder)
      throws StoreException {
    return session
        .contents()
        .list(
            source(folder.path(), FolderRole.NONE, true),
            Optional.empty(),
            () -> KnownItems.NONE,
            new ListOptions(false, true));
  }

  @Test
  void countsWhatWasThereWhereThatIsFree() throws Exception {
    Login mailbox = server().newMailbox();
    server().seed(mailbox, messages("Target", 3));
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      assertTrue(Set.of(0L, 3L).contains(session.count(ensure(session, "Target"))));
      assertEquals(0, session.count(ensure(session, "New")));
    }
  }

  @Test
  void showsNothingAfterItsEnd() throws Exception {
    DestinationSession session = open(server().newMailbox(), new MemoryJournal());
    session.close();
    assertThrows(TransientException.class, session::contents);
  }

  @Test
  void failsWhatIsDeliveredAfterItsEnd() throws Exception {
    DestinationSession session = open(server().newMailbox(), new MemoryJournal());
    DestinationFolder folder = ensure(session, "Target");
    session.close();
    CompletionStage<Delivered> late = session.deliver(folder, delivery(1, message("x", "late")));
    assertThrows(TransientException.class, () -> get(late));
    session.close();
  }

  /** A batch that was about to be sent when the process died. */
  final void crash(Login mailbox, MemoryJournal journal, List<Delivery> deliveries)
      throws Exception {
    journal.crash(
        SOURCE,
        new DestinationFolder(FolderPath.of("Target"), type(), true),
        before(mailbox),
        deliveries.stream().map(Delivery::trace).toList());
  }

  /** What the destination told of the folder before that batch. */
  protected abstract FolderState before(Login mailbox) throws Exception;

  /** What that process had written, of the items that are numbered from 1 on. */
  protected abstract void write(Login mailbox, List<SampleMessage> written) throws Exception;

  protected final DestinationSession open(Login mailbox, DeliveryJournal journal)
      throws StoreException {
    return server().store(server().port()).openDestination(mailbox, journal);
  }

  protected final DestinationFolder ensure(DestinationSession session, String text)
      throws StoreException {
    FolderPath path = FolderPath.parse(text);
    return session.ensureFolder(source(path, FolderRole.NONE, true), path, false);
  }

  protected final SourceFolder source(FolderPath path, FolderRole role, boolean subscribed) {
    return new SourceFolder(path, type(), role, subscribed, true, Optional.empty());
  }

  protected final List<Delivered> deliverAll(
      DestinationSession session, DestinationFolder folder, List<SampleMessage> messages)
      throws StoreException {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      deliveries.add(delivery(i + 1, messages.get(i)));
    }
    return deliver(session, folder, deliveries);
  }

  protected final List<Delivered> deliver(
      DestinationSession session, DestinationFolder folder, List<Delivery> deliveries)
      throws StoreException {
    List<CompletionStage<Delivered>> stages = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      stages.add(session.deliver(folder, delivery));
    }
    List<Delivered> results = new ArrayList<>();
    for (CompletionStage<Delivered> stage : stages) {
      results.add(get(stage));
    }
    return results;
  }

  protected final Delivery delivery(long number, SampleMessage sample) {
    return delivery(type(), key(number, sample), sample);
  }

  static Delivery delivery(ItemType type, ItemKey key, SampleMessage sample) {
    Content content = Content.of(sample.content());
    Set<String> system = Set.of("\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted");
    Item item =
        new Item(
            SOURCE,
            type,
            key,
            Optional.of(sample.internalDate()),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            sample.flags().stream().filter(system::contains).collect(Collectors.toSet()),
            sample.flags().stream().filter(f -> !system.contains(f)).collect(Collectors.toSet()));
    return new Delivery(item, Trace.of(item, content), content);
  }

  /** The key of an item that is delivered as the one of a number. */
  protected ItemKey key(long number, SampleMessage sample) {
    return ItemKey.of(number);
  }

  /** Delivers items in a session whose journal nobody else sees, as a killed process has. */
  protected final void deliverBeside(Login mailbox, List<SampleMessage> messages)
      throws StoreException {
    try (DestinationSession session = open(mailbox, new MemoryJournal())) {
      deliverAll(session, ensure(session, "Target"), messages);
    }
  }
}
