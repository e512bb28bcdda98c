package io.mailtrek.ledger;

import static io.mailtrek.ledger.MailboxPassStatus.COMPLETED;
import static io.mailtrek.ledger.MailboxPassStatus.FAILED;
import static io.mailtrek.ledger.MailboxPassStatus.PROCESSING;
import static io.mailtrek.ledger.MailboxPassStatus.QUEUED;
import static io.mailtrek.ledger.MailboxPassStatus.STOPPED;
import static io.mailtrek.ledger.MailboxPassStatus.STOPPING;
import static io.mailtrek.ledger.MailboxPassStatus.SUBMITTED;
import static io.mailtrek.ledger.Samples.INBOX;
import static io.mailtrek.ledger.Samples.SINCE;
import static io.mailtrek.ledger.Samples.TARGET;
import static io.mailtrek.ledger.Samples.batch;
import static io.mailtrek.ledger.Samples.delivered;
import static io.mailtrek.ledger.Samples.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Finding;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger promises about passes, on any database. */
abstract class PassLogContract {
  private static final Instant CUT_OFF = Instant.parse("2026-08-01T18:00:00Z");
  private static final Counts SOME = new Counts(21, 1, 2, 3, 4, 5, 6, 700, 8);

  private Ledger ledger;
  private PassLog passes;
  private long ann;
  private long bob;

  /** The database, which is empty before each test. */
  abstract LedgerConfig config();

  @BeforeEach
  void open() {
    ledger = Ledger.open(config());
    passes = ledger.passes();
    bob = ledger.mailboxId("bob@old.example", "bob@new.example");
    ann = ledger.mailboxId("ann@old.example", "ann@new.example");
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static PassRequest full(Long... mailboxIds) {
    return new PassRequest(
        PassType.FULL,
        Set.of(ItemType.values()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(mailboxIds));
  }

  private static PassRequest preStage(Long mailboxId) {
    return new PassRequest(
        PassType.PRE_STAGE,
        Set.of(ItemType.MAIL),
        Optional.of(CUT_OFF),
        Optional.of("90d"),
        Optional.empty(),
        false,
        List.of(mailboxId));
  }

  private MailboxPassRecord get(long passId, long mailboxId) {
    return passes.mailboxPass(passId, mailboxId).orElseThrow();
  }

  private static Failure failure(long mailboxId, String key, String message) {
    return new Failure(
        mailboxId,
        1,
        INBOX,
        ItemType.MAIL,
        new ItemKey(key),
        "too-large",
        message,
        Optional.of(CUT_OFF),
        5,
        CUT_OFF,
        Optional.of(Problem.TOO_LARGE),
        "1",
        1,
        Optional.of("/q/" + key + ".eml"));
  }

  @Test
  void theSumsOfAPassAreThoseOfItsMailboxes() {
    long cid = ledger.mailboxId("cid@old.example", "cid@new.example");
    long id = passes.submit(full(ann, bob, cid));
    long other = passes.submit(full(bob));
    long untouched = passes.submit(full());
    passes.begin(id, ann);
    passes.end(id, ann, COMPLETED, "", SOME);
    passes.begin(id, bob);
    passes.progress(id, bob, SOME, 40);
    passes.requestStop(other, bob);

    PassSums sums = passes.sums(id);

    assertEquals(3, sums.mailboxes());
    assertEquals(Set.of(COMPLETED, PROCESSING, SUBMITTED), sums.statuses());
    assertEquals(SOME.plus(SOME), sums.counts());
    assertEquals(get(id, ann).startedAt(), sums.firstStart());
    assertEquals(get(id, ann).endedAt(), sums.lastEnd());
    assertTrue(sums.underWay());
    PassSums stopped =
        new PassSums(1, Set.of(STOPPED), Counts.ZERO, Optional.empty(), Optional.empty(), false);
    assertEquals(Map.of(id, sums, other, stopped), passes.sums(List.of(other, id, untouched)));
    assertEquals(PassSums.ZERO, passes.sums(untouched));

    passes.end(id, bob, FAILED, "", SOME);
    passes.requestStop(id, cid);

    PassSums ended = passes.sums(id);
    assertEquals(Set.of(COMPLETED, FAILED, STOPPED), ended.statuses());
    assertEquals(get(id, bob).endedAt(), ended.lastEnd());
    assertFalse(ended.underWay());
  }

  @Test
  void aPassIsKeptAsItWasSubmitted() {
    Instant startAt = CUT_OFF.plusSeconds(60);
    long id =
        passes.submit(
            new PassRequest(
                PassType.PRE_STAGE,
                Set.of(ItemType.MAIL),
                Optional.of(CUT_OFF),
                Optional.of("90d"),
                Optional.of(startAt),
                true,
                List.of(ann)));
    PassRecord pass = passes.find(id).orElseThrow();
    assertEquals(
        new PassRecord(
            id,
            PassType.PRE_STAGE,
            Set.of(ItemType.MAIL),
            Optional.of(CUT_OFF),
            Optional.of("90d"),
            pass.submittedAt(),
            Optional.of(startAt),
            true),
        pass);
    assertEquals(Optional.empty(), passes.find(id + 1));
  }

  @Test
  void passesAreListedInTheirOrder() {
    assertEquals(Optional.empty(), passes.latest());
    long first = passes.submit(full(ann));
    long second = passes.submit(full(ann));
    assertEquals(List.of(first, second), passes.all().stream().map(PassRecord::id).toList());
    assertEquals(second, passes.latest().orElseThrow().id());
  }

  @Test
  void aSubmittedMailboxPassWaits() {
    long id = passes.submit(full(bob, ann));
    assertEquals(
        List.of("ann@old.example", "bob@old.example"),
        passes.mailboxPasses(id).stream().map(MailboxPassRecord::source).toList());
    assertEquals(
        new MailboxPassRecord(
            id,
            ann,
            "ann@old.example",
            "ann@new.example",
            SUBMITTED,
            Optional.empty(),
            Optional.empty(),
            0,
            "",
            0,
            Optional.empty(),
            Counts.ZERO,
            Optional.empty()),
        get(id, ann));
  }

  @Test
  void aPauseIsRecordedUntilItsEndOrThatOfTheMailboxPass() {
    long id = passes.submit(full(ann));
    Pause throttled =
        new Pause("source throttled", Optional.of(Instant.parse("2026-01-02T03:04:05Z")));
    Pause open = new Pause("no connection is free", Optional.empty());

    assertTrue(passes.begin(id, ann));
    passes.pause(id, ann, Optional.of(throttled));
    assertEquals(Optional.of(throttled), get(id, ann).pause());
    passes.pause(id, ann, Optional.of(open));
    assertEquals(Optional.of(open), get(id, ann).pause());
    passes.pause(id, ann, Optional.empty());
    assertEquals(Optional.empty(), get(id, ann).pause());

    passes.pause(id, ann, Optional.of(throttled));
    assertTrue(passes.begin(id, ann));
    assertEquals(Optional.empty(), get(id, ann).pause());
    passes.pause(id, ann, Optional.of(throttled));
    assertTrue(passes.end(id, ann, COMPLETED, "", Counts.ZERO));
    assertEquals(Optional.empty(), get(id, ann).pause());
  }

  @Test
  void whatIsQueuedShowsWhatAllOfItWaitsFor() {
    long id = passes.submit(full(ann, bob));
    Pause blackout = new Pause("blackout hours", Optional.of(CUT_OFF));
    passes.queueDue(CUT_OFF);
    assertTrue(passes.begin(id, bob));

    passes.pauseQueued(Optional.of(blackout));
    assertEquals(Optional.of(blackout), get(id, ann).pause());
    assertEquals(Optional.empty(), get(id, bob).pause());
    passes.pauseQueued(Optional.empty());
    assertEquals(Optional.empty(), get(id, ann).pause());

    passes.pauseQueued(Optional.of(blackout));
    assertTrue(passes.requestStop(id, ann));
    assertEquals(Optional.empty(), get(id, ann).pause());
  }

  @Test
  void theOptionsOfAMailboxPassAreThoseItBeganWith() {
    long id = passes.submit(full(ann, bob));
    SortedMap<String, String> first = new TreeMap<>(Map.of("mailtrek.item-types", "mail"));
    SortedMap<String, String> later = new TreeMap<>(Map.of("mailtrek.item-types", "all"));

    assertEquals(Optional.empty(), passes.options(id, ann));
    assertEquals(first, passes.freeze(id, ann, first));
    assertEquals(first, passes.freeze(id, ann, later));
    assertEquals(Optional.of(first), passes.options(id, ann));
    assertEquals(later, passes.freeze(id, bob, later));
  }

  @Test
  void theStartIsChangedWhileAMailboxWaitsForIt() {
    Instant tomorrow = Instant.parse("2026-08-02T18:00:00Z");
    long id = passes.submit(preStage(ann));

    assertTrue(passes.reschedule(id, Optional.of(tomorrow)));
    assertEquals(Optional.of(tomorrow), passes.find(id).orElseThrow().startAt());
    passes.queueDue(CUT_OFF);
    assertEquals(SUBMITTED, get(id, ann).status());
    assertTrue(passes.reschedule(id, Optional.empty()));
    passes.queueDue(CUT_OFF);
    assertEquals(QUEUED, get(id, ann).status());

    assertFalse(passes.reschedule(id, Optional.of(tomorrow)));
    assertEquals(Optional.empty(), passes.find(id).orElseThrow().startAt());
    assertFalse(passes.reschedule(id + 1, Optional.of(tomorrow)));
  }

  @Test
  void aChangedLimitIsKeptUntilItIsTakenBack() {
    LimitLog limits = ledger.limits();
    LimitLog.Change first = new LimitLog.Change(8, 4, CUT_OFF);
    LimitLog.Change second = new LimitLog.Change(1, 4, CUT_OFF.plusSeconds(1));

    assertEquals(Map.of(), limits.all());
    limits.put("mailboxes", first);
    assertEquals(Map.of("mailboxes", first), limits.all());
    limits.put("mailboxes", second);
    assertEquals(Map.of("mailboxes", second), limits.all());
    limits.remove("mailboxes");
    assertEquals(Map.of(), limits.all());
  }

  @Test
  void aPassIsSubmittedWholeOrNotAtAll() {
    assertThrows(LedgerException.class, () -> passes.submit(full(ann, 4711L)));
    assertEquals(List.of(), passes.all());
    assertEquals(List.of(), passes.unfinished());
  }

  @Test
  void aScheduleSubmitsOnceAlsoWhenAskedAtOnceFromManySides() {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          try {
                            start.await();
                            passes.submitOnce("nightly 2026-08-01", full(ann));
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    start.countDown();
    threads.forEach(PassLogContract::join);
    assertEquals(1, passes.all().size());
    assertTrue(passes.submitOnce("nightly 2026-08-02", full(ann)).isPresent());
    assertTrue(passes.submitOnce("nightly 2026-08-02", full(ann)).isEmpty());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStatusChangesOnlyFromWhatIsExpected() {
    long id = passes.submit(full(ann));
    assertFalse(passes.change(id, ann, Set.of(QUEUED, PROCESSING), COMPLETED));
    assertEquals(Optional.of(SUBMITTED), passes.statusOf(id, ann));
    assertTrue(passes.change(id, ann, Set.of(SUBMITTED, STOPPED), QUEUED));
    assertEquals(Optional.of(QUEUED), passes.statusOf(id, ann));
    assertEquals(Optional.empty(), passes.statusOf(id, bob));
  }

  @Test
  void anAttemptAfterAnInterruptionKeepsTheFirstStart() {
    long id = passes.submit(full(ann));
    assertTrue(passes.begin(id, ann));
    Optional<Instant> started = get(id, ann).startedAt();
    assertTrue(started.isPresent());
    assertTrue(passes.begin(id, ann));
    MailboxPassRecord second = get(id, ann);
    assertEquals(PROCESSING, second.status());
    assertEquals(2, second.attempts());
    assertEquals(started, second.startedAt());
  }

  @Test
  void progressIsSeenAndTellsOfAStop() {
    long id = passes.submit(full(ann));
    passes.begin(id, ann);
    assertEquals(PROCESSING, passes.progress(id, ann, SOME, 400));
    assertEquals(SOME, get(id, ann).counts());
    assertEquals(400, get(id, ann).expected());
    passes.requestStop(id, ann);
    assertEquals(STOPPING, passes.progress(id, ann, SOME, 400));
    assertThrows(IllegalArgumentException.class, () -> passes.progress(id, bob, SOME, 400));
  }

  @Test
  void anEndIsFinal() {
    long id = passes.submit(full(ann));
    passes.begin(id, ann);
    assertTrue(passes.end(id, ann, FAILED, "Login refused: check the password", SOME));
    MailboxPassRecord ended = get(id, ann);
    assertEquals(FAILED, ended.status());
    assertEquals("Login refused: check the password", ended.message());
    assertEquals(SOME, ended.counts());
    assertTrue(ended.endedAt().isPresent());
    assertFalse(passes.end(id, ann, COMPLETED, "", Counts.ZERO));
    assertFalse(passes.begin(id, ann));
    assertFalse(passes.requestStop(id, ann));
    assertEquals(ended, get(id, ann));
    assertThrows(
        IllegalArgumentException.class, () -> passes.end(id, ann, QUEUED, "", Counts.ZERO));
  }

  @Test
  void whatHasNotBegunStopsAtOnce() {
    long id = passes.submit(full(ann, bob));
    passes.change(id, bob, Set.of(SUBMITTED), QUEUED);
    assertTrue(passes.requestStop(id, ann));
    assertTrue(passes.requestStop(id, bob));
    assertEquals(STOPPED, get(id, ann).status());
    assertEquals(STOPPED, get(id, bob).status());
    assertTrue(get(id, ann).endedAt().isPresent());
    assertFalse(passes.begin(id, ann));
  }

  @Test
  void manyAreAskedToStopTogetherEachAsFarAsItIs() {
    long cid = ledger.mailboxId("cid@old.example", "cid@new.example");
    long dan = ledger.mailboxId("dan@old.example", "dan@new.example");
    long id = passes.submit(full(ann, bob, cid, dan));
    long other = passes.submit(full(ann, bob));
    passes.change(id, bob, Set.of(SUBMITTED), QUEUED);
    passes.pauseQueued(Optional.of(new Pause("blackout hours", Optional.empty())));
    passes.begin(id, cid);
    passes.end(id, dan, COMPLETED, "", SOME);
    MailboxPassRecord ended = get(id, dan);

    List<Long> all = List.of(dan, cid, bob, ann, 4711L);
    assertEquals(Set.of(ann, bob, cid), Set.copyOf(passes.requestStop(id, all)));

    assertEquals(STOPPED, get(id, ann).status());
    assertTrue(get(id, ann).endedAt().isPresent());
    assertEquals(STOPPED, get(id, bob).status());
    assertEquals(Optional.empty(), get(id, bob).pause());
    assertEquals(STOPPING, get(id, cid).status());
    assertEquals(Optional.empty(), get(id, cid).endedAt());
    assertEquals(ended, get(id, dan));
    assertEquals(SUBMITTED, get(other, ann).status());
    assertEquals(List.of(cid), passes.requestStop(id, all), "asking twice is no mistake");
    assertEquals(List.of(), passes.requestStop(id, List.of()));
  }

  @Test
  void whatIsProcessingStopsWhenItsRunnerSaysSo() {
    long id = passes.submit(full(ann));
    passes.begin(id, ann);
    assertTrue(passes.requestStop(id, ann));
    assertTrue(passes.requestStop(id, ann), "asking twice is no mistake");
    assertEquals(STOPPING, get(id, ann).status());
    assertTrue(passes.end(id, ann, STOPPED, "", SOME));
  }

  @Test
  void whatIsNotFinishedIsListed() {
    long first = passes.submit(full(ann, bob));
    passes.end(first, ann, COMPLETED, "", Counts.ZERO);
    long second = passes.submit(full(ann));
    assertEquals(List.of(get(first, bob), get(second, ann)), passes.unfinished());
    assertEquals(Optional.of(get(second, ann)), passes.unfinishedOf(ann));
    passes.requestStop(second, ann);
    assertEquals(Optional.empty(), passes.unfinishedOf(ann));
  }

  @Test
  void onlyAnEarlierPassOfTheSameMailboxThatHasBegunComesFirst() {
    long first = passes.submit(full(ann, bob));
    long second = passes.submit(full(ann));
    assertFalse(passes.earlierIsUnderWay(ann, second), "it waits for its own start");
    passes.begin(first, ann);
    assertTrue(passes.earlierIsUnderWay(ann, second));
    assertFalse(passes.earlierIsUnderWay(ann, first), "a pass does not wait for later ones");
    assertFalse(passes.earlierIsUnderWay(bob, second), "nor for other mailboxes");
    passes.end(first, ann, COMPLETED, "", Counts.ZERO);
    assertFalse(passes.earlierIsUnderWay(ann, second));
  }

  @Test
  void theLatestPassOfEachMailboxIsListed() {
    long first = passes.submit(full(ann, bob));
    long second = passes.submit(full(ann));
    assertEquals(List.of(get(second, ann), get(first, bob)), passes.latestPerMailbox());
  }

  @Test
  void folderCountsAreReplacedAsAWhole() {
    long id = passes.submit(full(ann));
    FolderCounts inbox =
        new FolderCounts(
            INBOX,
            ItemType.MAIL,
            SOME,
            new TreeMap<>(java.util.Map.of("date \"x\"", 3L, "größe", 1L)),
            new TreeMap<>());
    FolderCounts sent =
        new FolderCounts(
            FolderPath.of("Sent/1"),
            ItemType.MAIL,
            Counts.ZERO,
            new TreeMap<>(),
            new TreeMap<>(java.util.Map.of("too large", 5L)));
    passes.recordFolderCounts(id, ann, List.of(inbox));
    passes.recordFolderCounts(id, ann, List.of(sent, inbox));
    assertEquals(List.of(sent, inbox), passes.folderCounts(id, ann));
    assertEquals(List.of(), passes.folderCounts(id, bob));
  }

  @Test
  void theLastFailureOfAnItemIsKept() {
    passes.recordFailures(
        List.of(failure(ann, "1", "a"), failure(ann, "2", "b"), failure(ann, "1", "c")));
    passes.recordFailures(List.of(failure(ann, "2", "d"), failure(bob, "2", "e")));
    assertEquals(List.of(failure(ann, "1", "c"), failure(ann, "2", "d")), passes.failures(ann));
    assertEquals(3, passes.failures().size());
  }

  @Test
  void failuresAreGoneOnceALaterPassHasTriedAllAnew() {
    Failure folder = failure(ann, Failure.WHOLE_FOLDER.value(), "a");
    Failure item = failure(ann, "1", "b");
    end(full(ann), COMPLETED, List.of(folder, item));
    assertEquals(List.of(folder, item), passes.failures(ann));

    end(full(ann), FAILED, List.of());
    assertEquals(List.of(folder, item), passes.failures(ann));

    end(preStage(ann), COMPLETED, List.of());
    assertEquals(List.of(item), passes.failures(ann));

    end(full(ann), COMPLETED, List.of());
    assertEquals(List.of(), passes.failures(ann));
  }

  @Test
  void aVerificationTriesNothingSoFailuresStay() {
    Failure folder = failure(ann, Failure.WHOLE_FOLDER.value(), "a");
    end(full(ann), COMPLETED, List.of(folder));

    end(ofType(PassType.VERIFY), COMPLETED, List.of());
    assertEquals(List.of(folder), passes.failures(ann));

    end(ofType(PassType.TRIAL), COMPLETED, List.of());
    assertEquals(List.of(), passes.failures(ann));
  }

  private PassRequest ofType(PassType type) {
    return new PassRequest(
        type,
        Set.of(ItemType.MAIL),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(ann));
  }

  @Test
  void whatWasFoundBeforeMovingIsReplacedAsAWhole() {
    long id = passes.submit(ofType(PassType.VERIFY));
    Finding go = new Finding(Side.SOURCE, Finding.Subject.LOGIN, Verdict.GO, "ann logs in");
    Finding full =
        new Finding(
            Side.DESTINATION, Finding.Subject.SPACE, Verdict.NO_GO, "it is full", "Free \"space\"");
    Preflight first =
        new Preflight(List.of(go), Optional.of(new Workload(3, 4, 2, OptionalLong.empty())));
    Preflight second =
        new Preflight(List.of(go, full), Optional.of(new Workload(5, 6, 3, OptionalLong.of(0))));

    assertEquals(Optional.empty(), passes.preflight(id, ann));
    passes.recordPreflight(id, ann, first);
    assertEquals(Optional.of(first), passes.preflight(id, ann));
    passes.recordPreflight(id, ann, second);
    assertEquals(Optional.of(second), passes.preflight(id, ann));
    passes.recordPreflight(id, ann, new Preflight(List.of(full), Optional.empty()));
    assertEquals(
        Optional.of(new Preflight(List.of(full), Optional.empty())), passes.preflight(id, ann));
    assertEquals(Optional.empty(), passes.preflight(id, bob));
    assertEquals("no-go, destination space: it is full. Free \"space\"", second.summary());
    assertEquals("", first.summary());
  }

  @Test
  void aCompletedRetryHasTriedAllThatHadFailed() {
    Failure item = failure(ann, "1", "b");
    end(full(ann), COMPLETED, List.of(item));

    end(ofType(PassType.RETRY), FAILED, List.of());
    assertEquals(List.of(item), passes.failures(ann));

    end(ofType(PassType.RETRY), COMPLETED, List.of());
    assertEquals(List.of(), passes.failures(ann));
  }

  @Test
  void itIsRecordedWhatKindOfThingMadeAMailboxFail() {
    long id = passes.submit(full(ann));
    passes.begin(id, ann);
    passes.end(id, ann, FAILED, "full", Optional.of(Problem.QUOTA_FULL), SOME);
    assertEquals(Optional.of(Problem.QUOTA_FULL), get(id, ann).problem());
  }

  @Test
  void whatConcernsAllMailboxesFailsThoseThatWait() {
    long id = passes.submit(full(ann, bob));
    long other = passes.submit(full(bob));
    passes.begin(id, ann);
    passes.end(id, ann, FAILED, "no host", Optional.of(Problem.HOST_UNKNOWN), Counts.ZERO);

    assertEquals(List.of(bob), passes.failWaiting(id, "no host", Problem.HOST_UNKNOWN));

    assertEquals(FAILED, get(id, bob).status());
    assertEquals("no host", get(id, bob).message());
    assertEquals(Optional.of(Problem.HOST_UNKNOWN), get(id, bob).problem());
    assertTrue(get(id, bob).endedAt().isPresent());
    assertFalse(passes.begin(id, bob));
    assertEquals(SUBMITTED, get(other, bob).status());
  }

  @Test
  void whatDidNotConcernTheFirstMailboxesFailsNoOthers() {
    long id = passes.submit(full(ann, bob));
    passes.begin(id, ann);
    passes.progress(id, ann, SOME, 400);

    assertEquals(List.of(), passes.failWaiting(id, "no host", Problem.HOST_UNKNOWN));

    assertEquals(SUBMITTED, get(id, bob).status());
  }

  private void end(PassRequest request, MailboxPassStatus status, List<Failure> failures) {
    long id = passes.submit(request);
    passes.recordFailures(failures);
    passes.end(id, ann, status, "", Counts.ZERO);
  }

  @Test
  void aFailureIsGoneOnceTheItemIsMigrated() {
    passes.recordFailures(List.of(failure(ann, "1", "a"), failure(ann, "2", "b")));
    passes.recordFailures(List.of(failure(bob, "1", "c")));
    try (MailboxLedger mailbox = ledger.mailbox(ann, 2)) {
      mailbox.folder(FolderPath.of("Sent"), ItemType.MAIL, "1");
      mailbox.folder(INBOX, ItemType.MAIL, "1");
      mailbox.settle(mailbox.intend(TARGET, SINCE, batch("1", "2")), delivered("1"));
    }
    assertEquals(List.of(failure(ann, "2", "b")), passes.failures(ann));
    assertEquals(List.of(failure(bob, "1", "c")), passes.failures(bob));

    passes.recordFailures(List.of(failure(ann, "1", "late")));
    assertEquals(List.of(failure(ann, "2", "b")), passes.failures(ann), "another lane was faster");
  }

  @Test
  void theLastPassOfAMailboxComesFirst() {
    long first = passes.submit(full(ann, bob));
    long second = passes.submit(full(ann));
    assertEquals(List.of(get(second, ann), get(first, ann)), passes.passesOf(ann));
  }

  @Test
  void aRepairCountsOnceTheItemIsMigrated() {
    long id = passes.submit(full(ann));
    try (MailboxLedger mailbox = ledger.mailbox(ann, id)) {
      FolderLedger inbox = mailbox.folder(INBOX, ItemType.MAIL, "1");
      inbox.repairing(new ItemKey("1"), "nul", Optional.empty());
      inbox.repairing(new ItemKey("1"), "nul,long-lines", Optional.of("/q/1.eml"));
      inbox.repairing(new ItemKey("2"), "nul", Optional.empty());
      inbox.repairing(new ItemKey("3"), "nul", Optional.empty());
      inbox.notRepaired(new ItemKey("3"));
      assertEquals(List.of(), passes.repaired());
      mailbox.settle(mailbox.intend(TARGET, SINCE, batch("1", "3")), delivered("1", "3"));
    }
    Repaired repaired = passes.repaired().get(0);
    assertEquals(1, passes.repaired().size());
    assertEquals(
        new Repaired(
            ann,
            id,
            INBOX,
            ItemType.MAIL,
            new ItemKey("1"),
            "nul,long-lines",
            Optional.of("/q/1.eml"),
            repaired.at()),
        repaired);

    try (MailboxLedger mailbox = ledger.mailbox(ann, id)) {
      assertTrue(mailbox.folder(INBOX, ItemType.MAIL, "2").takeOver(trace("9", "1")));
    }
    assertEquals(new ItemKey("9"), passes.repaired().get(0).key());
  }

  @Test
  void failuresAreListedInPagesAndByWhatIsAskedFor() {
    passes.recordFailures(
        List.of(failure(bob, "1", "a"), failure(ann, "1", "b"), failure(ann, "2", "c")));
    List<Failure> all = passes.failures(query(List.of(), Optional.empty()), 0, 10);
    assertEquals(3, all.size());
    assertEquals(all.subList(1, 3), passes.failures(query(List.of(), Optional.empty()), 1, 2));
    assertEquals(
        List.of(failure(bob, "1", "a")),
        passes.failures(query(List.of(bob), Optional.of(CUT_OFF)), 0, 10));
    assertEquals(
        List.of(),
        passes.failures(query(List.of(bob), Optional.of(CUT_OFF.plusSeconds(1))), 0, 10));
  }

  private static FailureQuery query(List<Long> mailboxes, Optional<Instant> from) {
    return new FailureQuery(
        mailboxes,
        Optional.of(1L),
        Optional.of("INBOX"),
        Optional.empty(),
        Optional.of("too-large"),
        Optional.empty(),
        from,
        Optional.empty());
  }

  @Test
  void aMailboxHasItsPassesAndTheNewestIsFirst() {
    long first = passes.submit(full(ann));
    long second = passes.submit(full(ann));
    passes.submit(full(bob));
    assertEquals(
        List.of(second, first),
        passes.passesOf(ann).stream().map(MailboxPassRecord::passId).toList());
    assertEquals(
        List.of("ann@old.example", "bob@old.example"),
        ledger.mailboxes().stream().map(MailboxRecord::source).toList());
  }

  @Test
  void thePassIsWhatIsMostPressingOfItsMailboxes() {
    assertEquals(PROCESSING, MailboxPassStatus.ofAll(Set.of(COMPLETED, FAILED, PROCESSING)));
    assertEquals(FAILED, MailboxPassStatus.ofAll(Set.of(COMPLETED, FAILED, STOPPED)));
    assertEquals(COMPLETED, MailboxPassStatus.ofAll(Set.of(COMPLETED)));
  }
}
