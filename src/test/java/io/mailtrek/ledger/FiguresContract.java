package io.mailtrek.ledger;

import static io.mailtrek.ledger.Samples.INBOX;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger promises about the figures of passes, on any database. */
abstract class FiguresContract {
  private static final Pace PACE =
      new Pace(Duration.ofSeconds(90), Duration.ofMillis(1234), Duration.ofMillis(5), 12.5, 1e6, 7);

  private Ledger ledger;
  private Figures figures;
  private long ann;
  private long bob;
  private long pass;

  /** The database, which is empty before each test. */
  abstract LedgerConfig config();

  @BeforeEach
  void open() {
    ledger = Ledger.open(config());
    figures = ledger.figures();
    bob = ledger.mailboxId("bob@old.example", "bob@new.example");
    ann = ledger.mailboxId("ann@old.example", "ann@new.example");
    pass = submit();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private long submit() {
    return submit(PassType.FULL);
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
                List.of(ann, bob)));
  }

  private static Counts migrated(long items) {
    return new Counts(items, items, 0, 0, 0, 0, 0, 10 * items, 0);
  }

  @Test
  void theLastPaceOfAMailboxPassIsKept() {
    assertEquals(Optional.empty(), figures.pace(pass, ann));
    figures.record(pass, ann, Pace.NONE);
    figures.record(pass, ann, PACE);
    figures.record(pass, bob, Pace.NONE);

    assertEquals(Optional.of(PACE), figures.pace(pass, ann));
    assertEquals(Map.of(ann, PACE, bob, Pace.NONE), figures.paces(pass));
    assertEquals(Map.of(), figures.paces(pass + 1));
  }

  @Test
  void theEffortOfAMailboxIsThatOfAllItsPasses() {
    long second = submit();
    for (long passId : List.of(pass, second)) {
      figures.record(passId, ann, PACE);
      ledger.passes().progress(passId, ann, migrated(30), 30);
    }
    ledger.passes().progress(pass, bob, migrated(5), 5);

    assertEquals(Map.of(ann, new Effort(Duration.ofMinutes(3), 60, 600)), figures.efforts());
  }

  @Test
  void theItemsThatWereNotMigratedAreReplacedAsAWhole() {
    Leftover large = leftover(ann, "7", Outcome.FILTERED, "size", "");
    Leftover refused = leftover(ann, "9", Outcome.FAILED, "PermanentException", "NO, \"too\" odd");
    Leftover gone = leftover(bob, "1", Outcome.SKIPPED, "vanished", "");
    figures.recordLeftovers(pass, bob, List.of(gone));
    figures.recordLeftovers(pass, ann, List.of(refused));
    figures.recordLeftovers(pass, ann, List.of(large, refused));

    assertEquals(List.of(large, refused, gone), figures.leftovers(pass, 10));
    assertEquals(List.of(large), figures.leftovers(pass, 1));
    assertEquals(List.of(), figures.leftovers(pass + 1, 10));
  }

  @Test
  void anItemThatALaterPassMigratedStaysInTheListOfTheEarlierOne() {
    Leftover refused = leftover(ann, "9", Outcome.FAILED, "PermanentException", "NO");
    figures.recordLeftovers(pass, ann, List.of(refused));
    figures.recordLeftovers(submit(), ann, List.of());

    assertEquals(List.of(refused), figures.leftovers(pass, 10));
  }

  private static Leftover leftover(
      long mailbox, String key, Outcome outcome, String reason, String message) {
    return new Leftover(
        mailbox,
        FolderPath.of("Entwürfe", "a/b"),
        ItemType.MAIL,
        new ItemKey(key),
        outcome,
        reason,
        message,
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
        99);
  }

  @Test
  void countsAndReasonsAreSummedUp() {
    ledger
        .passes()
        .recordFolderCounts(
            pass,
            ann,
            List.of(
                folder("INBOX", ItemType.MAIL, 4, "size", 1),
                folder("Sent", ItemType.MAIL, 6, "size", 2),
                folder("Calendar", ItemType.CALENDAR, 3, "cut-off", 5)));
    ledger.passes().progress(pass, ann, migrated(20), 20);
    ledger.passes().progress(pass, bob, migrated(3), 3);

    Map<ItemType, Counts> types = figures.typeCounts(pass).get(ann);
    assertEquals(13, types.get(ItemType.MAIL).listed());
    assertEquals(10, types.get(ItemType.MAIL).migrated());
    assertEquals(8, types.get(ItemType.CALENDAR).listed());
    assertEquals(Map.of("cut-off", 5L, "size", 3L), figures.reasons(pass).get(ann).filteredBy());
    assertEquals(migrated(23), figures.passCounts().get(pass));
  }

  private static FolderCounts folder(
      String name, ItemType type, long migrated, String filter, long filtered) {
    return new FolderCounts(
        FolderPath.of(name),
        type,
        new Counts(migrated + filtered, migrated, 0, 0, filtered, 0, 0, 0, 0),
        new TreeMap<>(Map.of(filter, filtered)),
        new TreeMap<>());
  }

  @Test
  void theLastFailureOfEachMailboxIsTold() {
    ledger.passes().recordFailures(List.of(failure("1"), failure("2")));

    assertEquals(Map.of(ann, failure("2")), figures.lastFailures());
  }

  @Test
  void failuresAreCountedAndGroupedByWhatWentWrong() {
    ledger.passes().recordFailures(List.of(failure("1"), failure("2")));

    assertEquals(Map.of(ann, 2L), figures.failureCounts());
    assertEquals(2, figures.failureCount(ann));
    assertEquals(0, figures.failureCount(bob));
    assertEquals(
        List.of(new FailureGroup(Optional.empty(), 2, 1, "NO")),
        figures.failureGroups(List.of(), Optional.of(pass)));
    assertEquals(List.of(), figures.failureGroups(List.of(bob), Optional.empty()));
    assertEquals(List.of(), figures.failureGroups(List.of(), Optional.of(pass + 1)));
  }

  @Test
  void theHistoriesOfAllMailboxesAreReadAtOnce() {
    long second = submit();
    assertEquals(
        Map.of(ann, ledger.passes().passesOf(ann), bob, ledger.passes().passesOf(bob)),
        figures.histories());
    assertEquals(second, figures.histories().get(ann).get(0).passId(), "the newest first");
  }

  @Test
  void theLastRecordOfTheCutoverCounts() {
    assertEquals(Optional.empty(), ledger.cutover().get());
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    ledger.cutover().put(new CutoverLog.Cutover(at, at));
    CutoverLog.Cutover later = new CutoverLog.Cutover(at.plusSeconds(60), at.plusSeconds(1));
    ledger.cutover().put(later);
    assertEquals(Optional.of(later), ledger.cutover().get());
    ledger.cutover().remove();
    assertEquals(Optional.empty(), ledger.cutover().get());
  }

  private Failure failure(String key) {
    return new Failure(
        ann,
        pass,
        INBOX,
        ItemType.MAIL,
        new ItemKey(key),
        "PermanentException",
        "NO",
        Optional.empty(),
        1,
        Instant.parse("2026-01-02T03:04:05Z"),
        Optional.empty(),
        "1",
        1,
        Optional.empty());
  }

  @Test
  void thePassThatBeganLastIsTold() {
    assertEquals(Optional.empty(), figures.lastBegun());
    ledger.passes().begin(pass, ann);
    ledger.passes().begin(submit(PassType.VERIFY), ann);
    submit();

    assertEquals(Optional.of(pass), figures.lastBegun(), "one that only looks does not count");
  }
}
