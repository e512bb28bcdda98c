package io.mailtrek.ledger;

import static io.mailtrek.ledger.Samples.INBOX;
import static io.mailtrek.ledger.Samples.SINCE;
import static io.mailtrek.ledger.Samples.TARGET;
import static io.mailtrek.ledger.Samples.batch;
import static io.mailtrek.ledger.Samples.delivered;
import static io.mailtrek.ledger.Samples.delivery;
import static io.mailtrek.ledger.Samples.item;
import static io.mailtrek.ledger.Samples.trace;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.MigratedItem.Place;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.Trace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger promises about items, on any database. */
abstract class LedgerContract {
  private static final ItemKey SEVEN = ItemKey.of(7);

  private Ledger ledger;
  private long mailboxId;
  private MailboxLedger mailbox;

  /** The database, which is empty before each test. */
  abstract LedgerConfig config();

  @BeforeEach
  void open() {
    ledger = Ledger.open(config());
    mailboxId = ledger.mailboxId("ann@old.example", "ann@new.example");
    mailbox = ledger.mailbox(mailboxId, 1);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void reopen(long passId) {
    mailbox.close();
    ledger.close();
    ledger = Ledger.open(config());
    mailbox = ledger.mailbox(mailboxId, passId);
  }

  private FolderLedger inbox() {
    return mailbox.folder(INBOX, ItemType.MAIL, "1");
  }

  private void migrate(String... keys) {
    mailbox.settle(mailbox.intend(TARGET, SINCE, batch(keys)), delivered(keys));
  }

  private void migrateAs(String validity, List<Trace> traces) {
    FolderLedger folder = mailbox.folder(INBOX, ItemType.MAIL, validity);
    Intent intent = mailbox.intend(TARGET, SINCE, traces.stream().map(Samples::delivery).toList());
    mailbox.settle(
        intent, delivered(traces.stream().map(t -> t.key().value()).toArray(String[]::new)));
    assertTrue(traces.stream().allMatch(trace -> folder.contains(trace.key())));
  }

  @Test
  void aMailboxIsItsPairOfAddressesInAnyCase() {
    assertEquals(mailboxId, ledger.mailboxId("ANN@old.example", "Ann@New.Example"));
    assertNotEquals(mailboxId, ledger.mailboxId("ann@old.example", "bob@new.example"));
  }

  @Test
  void manyMailboxesHaveTheNumbersThatEachHasAlone() {
    List<Long> ids =
        ledger.mailboxIds(
            List.of(
                new MailboxPair("Cid@old.example", "cid@new.example"),
                new MailboxPair("ANN@old.example", "ann@new.example"),
                new MailboxPair("ann@old.example", "bob@new.example"),
                new MailboxPair("cid@old.example", "Cid@New.example")));

    assertEquals(4, ids.size());
    assertEquals(ids.get(0), ledger.mailboxId("cid@old.example", "cid@new.example"));
    assertEquals(mailboxId, ids.get(1));
    assertEquals(ids.get(2), ledger.mailboxId("ann@old.example", "bob@new.example"));
    assertEquals(ids.get(0), ids.get(3));
    assertEquals(3, Set.copyOf(ids).size());
    assertEquals(3, ledger.mailboxes().size());
    assertEquals(List.of(), ledger.mailboxIds(List.of()));
  }

  @Test
  void threadsThatMakeTheSameMailboxesAtOnceGetTheSameNumbers() throws Exception {
    List<MailboxPair> pairs =
        IntStream.range(0, 50)
            .mapToObj(i -> new MailboxPair(i + "@old.example", i + "@new.example"))
            .toList();
    List<MailboxPair> backwards = new ArrayList<>(pairs);
    Collections.reverse(backwards);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Long>> other = threads.submit(() -> ledger.mailboxIds(backwards));
      List<Long> ids = threads.submit(() -> ledger.mailboxIds(pairs)).get();

      List<Long> reversed = new ArrayList<>(other.get());
      Collections.reverse(reversed);
      assertEquals(ids, reversed);
      assertEquals(51, ledger.mailboxes().size());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void itsInventoryCountsWhatIsAtTheDestinationAndWhatIsInDoubt() {
    inbox();
    migrate("7", "8");
    mailbox.intend(TARGET, SINCE, batch("9"));

    assertEquals(new Inventory.Totals(1, 2, 20, 0, 1), ledger.inventory().totals());
    List<Inventory.Folder> folders = ledger.inventory().folders("Ann@old.example");
    assertEquals(1, folders.size());
    assertEquals(2, folders.get(0).items());
    assertEquals(20, folders.get(0).bytes());
    assertFalse(folders.get(0).settled());
    assertEquals(List.of(), ledger.inventory().folders("bob@old.example"));
  }

  @Test
  void anItemIsLookedUpByItsKey() {
    inbox();
    migrate("7");

    List<Inventory.Entry> found = ledger.inventory().find("ANN@old.example", INBOX, SEVEN);

    assertEquals(1, found.size());
    assertEquals("77:7", found.get(0).destinationId());
    assertEquals("ann@new.example", found.get(0).destination());
    assertEquals(1, found.get(0).passId());
    assertEquals(10, found.get(0).size());
    assertEquals(List.of(), ledger.inventory().find("ann@old.example", INBOX, ItemKey.of(8)));
  }

  @Test
  void aForgottenItemIsUnknownAndItsFolderListedAgain() {
    inbox();
    migrate("7", "8");
    inbox().settle(new FolderState("1", "9", 2));
    reopen(2);

    assertEquals(1, ledger.inventory().forget("ann@old.example", INBOX, SEVEN));

    assertEquals(0, ledger.inventory().forget("ann@old.example", INBOX, SEVEN));
    assertEquals(1, ledger.inventory().totals().items());
    reopen(3);
    assertEquals(Optional.empty(), inbox().settled());
    assertFalse(inbox().contains(SEVEN));
    assertTrue(inbox().contains(ItemKey.of(8)));
    migrate("7");
    assertEquals(2, ledger.inventory().totals().items());
  }

  @Test
  void nothingIsForgottenWhileTheMailboxIsWorkedOn() {
    inbox();
    migrate("7");
    long pass =
        ledger
            .passes()
            .submit(
                new PassRequest(
                    PassType.FULL,
                    Set.of(ItemType.MAIL),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(mailboxId)));
    ledger.passes().begin(pass, mailboxId);

    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> ledger.inventory().forget("ann@old.example", INBOX, SEVEN));

    assertTrue(e.getMessage().contains("Pass " + pass), e.getMessage());
    assertTrue(inbox().contains(SEVEN));
  }

  @Test
  void theBytesOfADayAreAddedUpForEachSideAndOutliveTheProcess() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    assertEquals(0, ledger.traffic().add("source", day, 0));
    assertEquals(700, ledger.traffic().add("source", day, 700));
    assertEquals(5, ledger.traffic().add("destination", day, 5));
    reopen(1);
    assertEquals(1000, ledger.traffic().add("source", day, 300));
    assertEquals(1, ledger.traffic().add("source", day.plusDays(1), 1));
  }

  @Test
  void aFolderIsTheSameUntilItsValidityChanges() {
    FolderLedger first = inbox();
    assertSame(first, inbox());
    assertFalse(first == mailbox.folder(INBOX, ItemType.MAIL, "2"));
    assertFalse(first == mailbox.folder(INBOX, ItemType.NOTE, "1"));
  }

  @Test
  void announcedFoldersAreThoseThatAreAskedForLater() {
    inbox();
    migrate("7");
    FolderKey known = new FolderKey(INBOX, ItemType.MAIL, "1");
    FolderKey other = new FolderKey(INBOX, ItemType.MAIL, "2");
    FolderKey notes = new FolderKey(INBOX, ItemType.NOTE, "1");

    mailbox.announce(List.of(known, other, notes, other));
    mailbox.announce(List.of(notes));

    assertTrue(inbox().contains(SEVEN));
    assertTrue(mailbox.folder(INBOX, ItemType.MAIL, "2").isEmpty());
    assertTrue(mailbox.folder(INBOX, ItemType.MAIL, "2").hasFormerKeys());
    assertTrue(mailbox.folder(INBOX, ItemType.NOTE, "1").isEmpty());
    assertFalse(mailbox.folder(INBOX, ItemType.NOTE, "1").hasFormerKeys());
    reopen(2);
    mailbox.announce(List.of(known));
    assertTrue(inbox().contains(SEVEN));
    assertEquals(0, inbox().countsInPass().migrated());
  }

  @Test
  void severalLanesMayNameAndOpenTheSameFoldersAtOnce() throws Exception {
    ExecutorService lanes = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        CyclicBarrier start = new CyclicBarrier(4);
        String validity = Integer.toString(round);
        FolderKey shared = new FolderKey(INBOX, ItemType.MAIL, validity);
        Callable<FolderLedger> naming =
            () -> {
              start.await();
              mailbox.announce(List.of(shared, new FolderKey(INBOX, ItemType.NOTE, validity)));
              return mailbox.folder(INBOX, ItemType.MAIL, validity);
            };
        Callable<FolderLedger> opening =
            () -> {
              start.await();
              return mailbox.folder(INBOX, ItemType.MAIL, validity);
            };
        Set<FolderLedger> opened = new HashSet<>();
        for (Future<FolderLedger> one :
            lanes.invokeAll(List.of(naming, naming, opening, opening))) {
          opened.add(one.get());
        }
        assertEquals(1, opened.size());
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  @Test
  void aFolderThatIsOpenedAgainKnowsWhatThisRunHasMigrated() {
    inbox();
    migrate("7");
    mailbox.folder(INBOX, ItemType.MAIL, "2");
    assertTrue(inbox().contains(SEVEN));
    assertEquals(1, inbox().countsInPass().migrated());
  }

  @Test
  void aFolderIsCoveredByTheStateUnderWhichItWasSettled() {
    inbox();
    migrate("7");
    var place = new io.mailtrek.store.Place(INBOX, ItemType.MAIL);
    assertFalse(mailbox.covers(place, new FolderState("1", "8", 1)));
    inbox().settle(new FolderState("1", "8", 1));
    reopen(2);
    assertTrue(mailbox.covers(place, new FolderState("1", "8", 1)));
    assertFalse(mailbox.covers(place, new FolderState("1", "9", 2)));
    assertFalse(mailbox.covers(place, new FolderState("2", "8", 1)));
    assertFalse(
        mailbox.covers(
            new io.mailtrek.store.Place(INBOX, ItemType.NOTE), new FolderState("1", "8", 1)));
  }

  @Test
  void aNewFolderKnowsNothing() {
    assertFalse(inbox().contains(SEVEN));
    assertTrue(inbox().settled().isEmpty());
    assertFalse(inbox().hasFormerKeys());
    assertEquals(0, inbox().countsInPass().migrated());
    assertEquals(List.of(), mailbox.inDoubt());
  }

  @Test
  void anItemIsClaimedOnce() {
    assertTrue(inbox().claim(SEVEN));
    assertFalse(inbox().claim(SEVEN));
    assertFalse(inbox().contains(SEVEN), "in flight is not known");
  }

  @Test
  void aReleasedItemIsClaimedAgain() {
    inbox().claim(SEVEN);
    inbox().release(SEVEN);
    assertTrue(inbox().claim(SEVEN));
  }

  @Test
  void aConfirmedItemIsKnown() {
    inbox().claim(SEVEN);
    inbox().confirm(SEVEN);
    assertTrue(inbox().contains(SEVEN));
    assertFalse(inbox().claim(SEVEN));
  }

  @Test
  void aClaimIsNotDurable() {
    inbox().claim(SEVEN);
    inbox().confirm(SEVEN);
    reopen(1);
    assertTrue(inbox().claim(SEVEN));
  }

  @Test
  void aSettledItemIsKnownForEver() {
    inbox().claim(SEVEN);
    migrate("7");
    assertTrue(inbox().contains(SEVEN));
    inbox().release(SEVEN);
    assertTrue(inbox().contains(SEVEN), "a release does not undo a delivery");
    reopen(2);
    assertTrue(inbox().contains(SEVEN));
    assertFalse(inbox().claim(SEVEN));
    assertEquals(Optional.of(new Delivered("77:7", false, 0)), mailbox.delivered(item("7")));
    assertEquals(Set.of("77:7"), mailbox.copies(Set.of("77:7", "77:8")));
    assertEquals(Set.of(), mailbox.copies(Set.of()));
  }

  @Test
  void anItemThatWasNotDeliveredHasNoRecord() {
    inbox().claim(SEVEN);
    assertEquals(Optional.empty(), mailbox.delivered(item("7")));
  }

  @Test
  void knownItemsSeeLaterDeliveries() {
    KnownItems known = inbox().known();
    assertFalse(known.contains(7));
    migrate("7");
    assertTrue(known.contains(7));
    assertTrue(known.contains(SEVEN));
  }

  @Test
  void keysOfAnyKindAreKept() {
    inbox();
    String[] keys = {
      "1",
      "4294967295",
      "4294967296",
      "007",
      "0",
      "-3",
      "uid-ä@host",
      "AAMkAGI=/+",
      "99999999999999"
    };
    migrate(keys);
    reopen(2);
    for (String key : keys) {
      assertTrue(inbox().contains(new ItemKey(key)), key);
    }
    assertFalse(inbox().contains(ItemKey.of(3)));
    assertTrue(inbox().known().contains(4_294_967_296L));
    assertTrue(inbox().known().contains(-3L));
    assertFalse(inbox().known().contains(7L));
  }

  @ParameterizedTest
  @ValueSource(ints = {30_000, 30_001})
  void asManyKeysAsAPageHoldsAndMoreAreLoaded(int count) {
    String[] keys =
        IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new);
    inbox();
    migrate(keys);
    reopen(2);
    KnownItems known = inbox().known();
    assertTrue(IntStream.rangeClosed(1, count).allMatch(known::contains));
    assertFalse(known.contains(count + 1L));
  }

  @Test
  void foldersDoNotShareKeys() {
    inbox();
    FolderLedger other = mailbox.folder(FolderPath.of("Sent"), ItemType.MAIL, "1");
    migrate("7");
    assertFalse(other.contains(SEVEN));
  }

  @Test
  void anItemOfAFolderThatWasNotAskedForIsAMistake() {
    assertThrows(IllegalStateException.class, () -> mailbox.intend(TARGET, SINCE, batch("7")));
  }

  @Test
  void anIntentIsInDoubtUntilItIsSettled() {
    inbox();
    Intent first = mailbox.intend(TARGET, SINCE, batch("7", "8"));
    Intent second = mailbox.intend(TARGET, SINCE, batch("9"));
    assertEquals(List.of(first, second), mailbox.inDoubt());
    mailbox.settle(first, delivered("7", "8"));
    assertEquals(List.of(second), mailbox.inDoubt());
  }

  @Test
  void eachJournalHasOnlyItsOwnBatchesInDoubt() {
    inbox();
    LaneJournal second = mailbox.anotherJournal();
    LaneJournal third = mailbox.anotherJournal();
    Intent ofFirst = mailbox.intend(TARGET, SINCE, batch("7"));
    Intent ofSecond = second.intend(TARGET, SINCE, batch("8"));
    Intent ofThird = third.intend(TARGET, SINCE, batch("9"));
    assertEquals(List.of(ofFirst), mailbox.inDoubt());
    assertEquals(List.of(ofSecond), second.inDoubt());
    assertEquals(List.of(ofThird), third.inDoubt());

    second.settle(ofSecond, delivered("8"));
    assertEquals(List.of(), second.inDoubt());
    assertTrue(inbox().contains(ItemKey.of(8)));
    assertEquals(Optional.of(new Delivered("77:8", false, 0)), third.delivered(item("8")));
  }

  @Test
  void whatAClosedJournalLeavesIsForTheFirst() {
    inbox();
    LaneJournal second = mailbox.anotherJournal();
    Intent settled = second.intend(TARGET, SINCE, batch("7"));
    Intent left = second.intend(TARGET, SINCE, batch("8"));
    second.settle(settled, delivered("7"));
    second.close();
    assertEquals(List.of(left), mailbox.inDoubt());
    mailbox.settle(left, delivered("8"));
    assertEquals(List.of(), mailbox.inDoubt());
    assertTrue(inbox().contains(ItemKey.of(8)));
  }

  @Test
  void whatAnEarlierRunLeftIsForTheFirstJournalWhoeverBeganIt() {
    inbox();
    LaneJournal second = mailbox.anotherJournal();
    Intent left = second.intend(TARGET, SINCE, batch("7"));
    reopen(1);
    inbox();
    LaneJournal another = mailbox.anotherJournal();
    assertEquals(List.of(left), mailbox.inDoubt());
    assertEquals(List.of(), another.inDoubt());
    assertNotEquals(left.id(), another.intend(TARGET, SINCE, batch("8")).id());
    assertEquals(List.of(left), mailbox.inDoubt());
  }

  @Test
  void aBatchThatAnotherJournalBeginsIsAtNoMomentInDoubtForTheFirst() throws Exception {
    inbox();
    LaneJournal second = mailbox.anotherJournal();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<?> work =
          threads.submit(
              () -> {
                for (int i = 1; i <= 200; i++) {
                  String key = Integer.toString(i);
                  second.settle(second.intend(TARGET, SINCE, batch(key)), delivered(key));
                }
              });
      while (!work.isDone()) {
        // Whatever a look meets must be settled by its own journal, with what was delivered.
        mailbox.inDoubt().forEach(intent -> mailbox.settle(intent, Map.of()));
      }
      work.get();
    } finally {
      threads.shutdown();
    }
    assertEquals(200, inbox().countsInPass().migrated());
  }

  @Test
  void anIntentOutlivesTheProcessWithAllItsTraces() {
    FolderPath deep = FolderPath.of("A/b", "ü\\", "会議");
    mailbox.folder(deep, ItemType.MAIL, "1");
    Trace bare =
        new Trace(new ItemKey("8"), Optional.empty(), Optional.empty(), 0, "0f".repeat(32));
    Trace longId = trace("9", "x".repeat(70_000));
    List<Delivery> batch =
        List.of(
            delivery(item(deep, "7"), trace("7", "ü")),
            delivery(item(deep, "6"), trace("6", "rewritten").insteadOf(trace("6", "original"))),
            delivery(item(deep, "8"), bare),
            delivery(item(deep, "9"), longId));
    Intent intent = mailbox.intend(TARGET, SINCE, batch);
    reopen(1);
    assertEquals(List.of(intent), mailbox.inDoubt());
    assertEquals(deep, intent.sourceFolder());
  }

  @Test
  void anIntentMayBeLargerThanAColumn() {
    inbox();
    List<Delivery> large =
        IntStream.range(0, 30)
            .mapToObj(i -> delivery(trace("" + i, i + "x".repeat(100_000))))
            .toList();
    Intent first = mailbox.intend(TARGET, SINCE, large);
    Intent second = mailbox.intend(TARGET, SINCE, batch("100"));
    assertEquals(List.of(first, second), mailbox.inDoubt());
    mailbox.settle(first, Map.of());
    assertEquals(List.of(second), mailbox.inDoubt());
  }

  @Test
  void afterACrashTheIntentIsSettledWithWhatWasFound() {
    inbox().claim(SEVEN);
    mailbox.intend(TARGET, SINCE, batch("7", "8"));
    reopen(1);
    Intent inDoubt = mailbox.inDoubt().get(0);
    mailbox.settle(inDoubt, Map.of(SEVEN, new Delivered("77:1000", true, 0)));
    assertEquals(Optional.of(new Delivered("77:1000", true, 0)), mailboxDelivered("7"));
    assertTrue(inbox().claim(ItemKey.of(8)), "what was not found is given back");
    assertEquals(0, inbox().countsInPass().migrated());
    assertEquals(1, inbox().countsInPass().adopted());
  }

  private Optional<Delivered> mailboxDelivered(String key) {
    inbox();
    return mailbox.delivered(item(key));
  }

  @Test
  void numbersOfIntentsAreNotUsedTwice() {
    inbox();
    Intent before = mailbox.intend(TARGET, SINCE, batch("7"));
    reopen(1);
    inbox();
    assertNotEquals(before.id(), mailbox.intend(TARGET, SINCE, batch("8")).id());
  }

  @Test
  void settlingAgainChangesNothing() {
    inbox();
    Intent intent = mailbox.intend(TARGET, SINCE, batch("7"));
    mailbox.settle(intent, delivered("7"));
    mailbox.settle(intent, delivered("7"));
    assertEquals(1, inbox().countsInPass().migrated());
  }

  @Test
  void anItemThatHasARowKeepsItAndIsCountedOnce() {
    inbox();
    migrate("7", "8");
    Intent again = mailbox.intend(TARGET, SINCE, batch("8", "9"));
    mailbox.settle(
        again,
        Map.of(
            ItemKey.of(8), new Delivered("77:88", true, 0),
            ItemKey.of(9), new Delivered("77:99", true, 0)));
    assertEquals(Optional.of(new Delivered("77:8", false, 0)), mailbox.delivered(item("8")));
    assertEquals(2, inbox().countsInPass().migrated());
    assertEquals(1, inbox().countsInPass().adopted());
    assertEquals(20, inbox().countsInPass().bytes());
  }

  /** A batch of which a part stays in doubt, and a crash before the rest of it is settled. */
  @Test
  void anItemThatIsInTwoBatchesIsCountedOnce() {
    inbox();
    mailbox.intend(TARGET, SINCE, batch("7", "8"));
    mailbox.intend(TARGET, SINCE, batch("8"));
    reopen(1);
    inbox();
    List<Intent> inDoubt = mailbox.inDoubt();
    mailbox.settle(inDoubt.get(0), delivered("7", "8"));
    assertEquals(inDoubt.subList(1, 2), mailbox.inDoubt());
    mailbox.settle(inDoubt.get(1), Map.of());
    assertEquals(List.of(), mailbox.inDoubt());
    assertTrue(inbox().contains(ItemKey.of(8)));
    assertEquals(2, inbox().countsInPass().migrated());
  }

  @Test
  void anAdoptedItemIsKnownForEverAndCountsNoBytes() {
    inbox().adopt(List.of(trace("7", "7")), Map.of(SEVEN, new Delivered("5:70", true, 0)));
    assertTrue(inbox().contains(SEVEN));
    reopen(1);
    assertTrue(inbox().contains(SEVEN));
    assertEquals(Optional.of(new Delivered("5:70", true, 0)), mailbox.delivered(item("7")));
    assertEquals(1, inbox().countsInPass().adopted());
    assertEquals(0, inbox().countsInPass().migrated());
    assertEquals(0, inbox().countsInPass().bytes());
  }

  @Test
  void aMailboxIsEmptyUntilSomethingIsMigrated() {
    inbox();
    assertTrue(mailbox.isEmpty());
    migrate("7");
    assertFalse(mailbox.isEmpty());
    assertTrue(ledger.mailbox(ledger.mailboxId("bob@old.example", "x"), 1).isEmpty());
  }

  @Test
  void aCopyIsClaimedOnceAlsoByTwoFoldersThatGoToOne() {
    KnownCopies inbox = mailbox.copies(TARGET, "77", Set.of());
    KnownCopies sent = mailbox.copies(TARGET, "77", Set.of());
    assertTrue(inbox.claim(5));
    assertFalse(sent.claim(5));
    assertFalse(inbox.claim(5));
    assertTrue(mailbox.copies(TARGET, "78", Set.of()).claim(5), "another validity");
  }

  @Test
  void aCopyOfAMigratedItemIsNotClaimed() {
    inbox();
    migrate("7");
    reopen(2);
    assertFalse(mailbox.copies(TARGET, "77", Set.of()).claim(7));
    assertTrue(mailbox.copies(TARGET, "77", Set.of()).claim(8));
    assertTrue(mailbox.copies(TARGET, "78", Set.of()).claim(7), "another validity");
    assertTrue(
        mailbox
            .copies(
                TARGET, "77", Set.of(new DestinationFolder(INBOX, ItemType.MAIL, false).place()))
            .claim(7),
        "items that go to another folder");
  }

  @Test
  void whatABatchInFlightMayHaveWrittenIsNotClaimed() {
    inbox();
    Intent intent = mailbox.intend(TARGET, SINCE, batch("7"));
    KnownCopies copies = mailbox.copies(TARGET, "77", Set.of());
    assertTrue(copies.claim(999));
    assertFalse(copies.claim(1000));
    assertFalse(mailbox.copies(TARGET, "1", Set.of()).claim(1), "nothing is sure");
    mailbox.settle(intent, Map.of());
    assertTrue(mailbox.copies(TARGET, "77", Set.of()).claim(1000));
  }

  @Test
  void aCopyWithoutAnIdIsToldByItsFingerprint() {
    inbox();
    mailbox.settle(
        mailbox.intend(TARGET, SINCE, batch("7")), Map.of(SEVEN, new Delivered("", false, 0)));
    assertArrayEquals(
        new long[] {Fingerprint.of(trace("other", "7")).high()},
        mailbox.copies(TARGET, "77", Set.of()).unidentified().toArray());
  }

  @Test
  void onlyItemsOfTheBatchCanBeSettled() {
    inbox();
    Intent intent = mailbox.intend(TARGET, SINCE, batch("7"));
    assertThrows(IllegalArgumentException.class, () -> mailbox.settle(intent, delivered("8")));
    assertEquals(List.of(intent), mailbox.inDoubt());
  }

  @Test
  void countsGoOnAfterAnInterruptionAndBeginAnewWithAPass() {
    inbox();
    migrate("1", "2");
    reopen(1);
    inbox();
    migrate("3");
    assertEquals(3, inbox().countsInPass().migrated());
    assertEquals(30, inbox().countsInPass().bytes());
    reopen(2);
    assertEquals(0, inbox().countsInPass().migrated());
  }

  @Test
  void aSettledFolderRemembersItsState() {
    FolderState state = new FolderState("1", "42", 41);
    inbox().settle(state);
    assertEquals(Optional.of(state), inbox().settled());
    reopen(2);
    assertEquals(Optional.of(state), inbox().settled());
    assertTrue(mailbox.folder(INBOX, ItemType.MAIL, "2").settled().isEmpty());
  }

  @Test
  void aFolderIsNotSettledUnderAnotherValidity() {
    assertThrows(
        IllegalArgumentException.class, () -> inbox().settle(new FolderState("2", "42", 41)));
  }

  @Test
  void aFormerItemIsTakenOverUnderItsNewKey() {
    migrateAs("1", List.of(trace("7", "a")));
    FolderLedger now = mailbox.folder(INBOX, ItemType.MAIL, "2");
    assertTrue(now.hasFormerKeys());
    assertFalse(now.contains(ItemKey.of(1)));
    assertTrue(now.takeOver(trace("1", "a")));
    assertTrue(now.contains(ItemKey.of(1)));
    assertFalse(now.hasFormerKeys());
    assertFalse(now.takeOver(trace("2", "b")));
  }

  @Test
  void twinsAreTakenOverOneToOne() {
    migrateAs("1", List.of(trace("7", "twin"), trace("8", "twin"), trace("9", "other")));
    FolderLedger now = mailbox.folder(INBOX, ItemType.MAIL, "2");
    assertTrue(now.takeOver(trace("1", "twin")));
    assertTrue(now.takeOver(trace("1", "twin")), "asked again for the same item");
    assertTrue(now.takeOver(trace("2", "twin")));
    assertFalse(now.takeOver(trace("3", "twin")));
    assertTrue(now.hasFormerKeys(), "the other is left");
  }

  @Test
  void whatWasTakenOverIsDurableOnceTheRunIsClosed() {
    migrateAs("1", List.of(trace("7", "twin"), trace("8", "twin")));
    assertTrue(mailbox.folder(INBOX, ItemType.MAIL, "2").takeOver(trace("1", "twin")));
    reopen(2);
    FolderLedger now = mailbox.folder(INBOX, ItemType.MAIL, "2");
    assertTrue(now.contains(ItemKey.of(1)));
    assertTrue(now.takeOver(trace("2", "twin")));
    assertFalse(now.takeOver(trace("3", "twin")));
  }

  @Test
  void manyItemsAreTakenOverThroughSeveralValidities() {
    List<Trace> traces = IntStream.range(1, 500).mapToObj(i -> trace("" + i, "m" + i)).toList();
    migrateAs("1", traces.subList(0, 250));
    migrateAs("2", traces.subList(250, 499));
    FolderLedger now = mailbox.folder(INBOX, ItemType.MAIL, "3");
    for (int i = 1; i < 500; i++) {
      assertTrue(now.takeOver(trace("" + (1000 - i), "m" + i)));
    }
    now.settle(new FolderState("3", "1001", 499));
    reopen(2);
    now = mailbox.folder(INBOX, ItemType.MAIL, "3");
    assertFalse(now.hasFormerKeys());
    for (int i = 1; i < 500; i++) {
      assertTrue(now.contains(ItemKey.of(1000 - i)));
    }
  }

  @Test
  void anItemWithoutMessageIdIsTakenOverByItsContent() {
    Trace former =
        new Trace(new ItemKey("7"), Optional.empty(), Optional.of(1L), 5, "01".repeat(32));
    migrateAs("1", List.of(former));
    FolderLedger now = mailbox.folder(INBOX, ItemType.MAIL, "2");
    assertFalse(
        now.takeOver(
            new Trace(new ItemKey("1"), Optional.empty(), Optional.of(1L), 5, "02".repeat(32))));
    assertTrue(
        now.takeOver(
            new Trace(new ItemKey("2"), Optional.empty(), Optional.of(1L), 5, "01".repeat(32))));
  }

  @Test
  void itemsOfAnotherFolderOrTypeAreNoFormerItems() {
    migrateAs("1", List.of(trace("7", "a")));
    assertFalse(mailbox.folder(FolderPath.of("Sent"), ItemType.MAIL, "2").hasFormerKeys());
    assertFalse(mailbox.folder(INBOX, ItemType.NOTE, "2").takeOver(trace("7", "a")));
  }

  @Test
  void whatPassesOfATypeMigratedIsSummedUpByFolder() {
    long trial = submit(PassType.TRIAL);
    long full = submit(PassType.FULL);
    long again = submit(PassType.TRIAL);
    reopen(trial);
    inbox();
    migrate("1", "2");
    reopen(full);
    inbox();
    migrate("3", "4", "5");
    reopen(again);
    inbox();
    migrate("6");

    assertEquals(
        Map.of(
            new DestinationFolder(INBOX, ItemType.MAIL, false).place(),
            new MailboxLedger.Migrated(3, 30)),
        mailbox.migratedBy(PassType.TRIAL));
    assertEquals(
        Map.of(
            new DestinationFolder(INBOX, ItemType.MAIL, false).place(),
            new MailboxLedger.Migrated(3, 30)),
        mailbox.migratedBy(PassType.FULL));
    assertEquals(Map.of(), mailbox.migratedBy(PassType.PRE_STAGE));
  }

  private long submit(PassType type) {
    return ledger
        .passes()
        .submit(
            new PassRequest(
                type,
                Set.of(ItemType.MAIL),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(mailboxId)));
  }

  @Test
  void theTablesOfTheJobStoreAreThere() throws SQLException {
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM QRTZ_TRIGGERS")) {
      assertTrue(rows.next());
    }
  }

  @Test
  void itemsAreListedFromWhereAPageEnded() {
    inbox();
    migrate("1", "2", "3");
    mailbox.folder(FolderPath.of("Sent"), ItemType.MAIL, "1");
    List<String> found = new ArrayList<>();
    Place place = Place.START;
    for (List<MigratedItem> page = find(all(), place, 2);
        !page.isEmpty();
        page = find(all(), place, 2)) {
      assertTrue(page.size() <= 2);
      page.forEach(item -> found.add(item.key().value()));
      place = page.get(page.size() - 1).place();
    }
    assertEquals(List.of("1", "2", "3"), found);
  }

  @Test
  void itemsAreFoundByWhatIsKnownOfThem() {
    inbox();
    migrate("1", "2");
    reopen(2);
    inbox();
    migrate("3");
    Instant date = Instant.ofEpochSecond(1_700_000_000L);

    MigratedItem two = find(query(Optional.of("2"), Optional.empty(), Optional.empty())).get(0);
    assertEquals(INBOX, two.folder());
    assertEquals("77:2", two.destinationId());
    assertEquals(Optional.of(date), two.date());
    assertEquals(1, two.passId());
    assertFalse(two.adopted());
    assertEquals(3, find(query(Optional.empty(), Optional.of(date), Optional.empty())).size());
    Optional<Instant> later = Optional.of(date.plusSeconds(1));
    assertEquals(0, find(query(Optional.empty(), later, Optional.empty())).size());
    assertEquals(1, find(query(Optional.empty(), Optional.empty(), Optional.of(2L))).size());
  }

  @Test
  void itemsAreFoundByTheirKeysUnderTheirValidity() {
    inbox();
    migrate("1", "2");
    List<ItemKey> keys = List.of(ItemKey.of(2), SEVEN);
    assertEquals(
        Set.of(ItemKey.of(2)),
        ledger.items().find(mailboxId, INBOX, ItemType.MAIL, "1", keys).keySet());
    assertEquals(Map.of(), ledger.items().find(mailboxId, INBOX, ItemType.MAIL, "2", keys));
    assertEquals(Map.of(), ledger.items().find(mailboxId, INBOX, ItemType.NOTE, "1", keys));
    assertEquals(Map.of(), ledger.items().find(mailboxId, INBOX, ItemType.MAIL, "1", List.of()));
  }

  private List<MigratedItem> find(ItemQuery query) {
    return find(query, Place.START, 100);
  }

  private List<MigratedItem> find(ItemQuery query, Place after, int limit) {
    return ledger.items().find(query, after, limit);
  }

  private ItemQuery all() {
    return query(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private ItemQuery query(Optional<String> key, Optional<Instant> from, Optional<Long> pass) {
    return new ItemQuery(
        mailboxId, Optional.of("INBOX"), key, from, Optional.empty(), pass, Optional.of(false));
  }
}
