package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderPassCounts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally(FolderPath.INBOX, ItemType.MAIL);

  @Test
  void countsEveryOutcomeOnceAndTheirSumAsListed() {
    tally.delivered(new Delivered("7:1", false, 2), 100);
    tally.delivered(new Delivered("7:2", true, 0), 50);
    tally.alreadyMigrated(10);
    tally.filtered("cut-off", 3);
    tally.skipped("vanished");
    tally.failed(2);

    Counts counts = tally.counts();

    assertEquals(1, counts.migrated());
    assertEquals(1, counts.adopted());
    assertEquals(10, counts.alreadyMigrated());
    assertEquals(3, counts.filtered());
    assertEquals(1, counts.skipped());
    assertEquals(2, counts.failed());
    assertEquals(18, counts.listed());
    assertEquals(2, counts.droppedKeywords());
  }

  @Test
  void countsWhatIsTooLargeAsFailedButAsNoFault() {
    tally.failed(2);
    tally.tooLarge();

    assertEquals(3, tally.counts().failed());
    assertEquals(2, tally.faults());

    tally.restart();

    assertEquals(0, tally.faults());
  }

  @Test
  void countsTheBytesOnlyOfWhatWasWritten() {
    tally.delivered(new Delivered("7:1", false, 0), 100);
    tally.delivered(new Delivered("7:2", true, 0), 50);

    assertEquals(100, tally.counts().bytes());
  }

  @Test
  void countsEachFilterUnderItsName() {
    tally.filtered("cut-off", 1);
    tally.filtered("size", 2);
    tally.filtered("cut-off", 4);

    assertEquals(Map.of("cut-off", 5L, "size", 2L), tally.folderCounts().filteredBy());
  }

  @Test
  void sumsUpTheSizeOfWhatTheCutOffHeldBackAlone() {
    tally.filteredItem("cut-off", 100);
    tally.filteredItem("size", 7);
    tally.filteredItem("cut-off", 20);

    assertEquals(120, tally.cutOffBytes());
    assertEquals(3, tally.counts().filtered());
  }

  @Test
  void beginsAgainWithAllThatItKeeps() {
    tally.filteredItem("cut-off", 100);
    tally.leave(
        new Leftover(
            1,
            FolderPath.INBOX,
            ItemType.MAIL,
            new ItemKey("1"),
            Outcome.SKIPPED,
            "vanished",
            "",
            Optional.empty(),
            0));
    assertEquals(1, tally.leftovers().size());

    tally.restart();

    assertEquals(List.of(), tally.leftovers());
    assertEquals(0, tally.cutOffBytes());
    assertEquals(Counts.ZERO, tally.counts());
  }

  @Test
  void isCompleteWhenEverythingIsAtTheDestination() {
    tally.delivered(new Delivered("7:1", false, 0), 100);
    tally.alreadyMigrated(3);
    assertTrue(tally.complete());

    tally.filtered("size", 1);
    assertFalse(tally.complete());
  }

  @Test
  void keepsCountingWhatAnInterruptedRunMigrated() {
    tally.earlierInThisPass(new FolderPassCounts(5, 1, 700));

    assertEquals(5, tally.counts().migrated());
    assertEquals(700, tally.counts().bytes());
    assertEquals(1, tally.counts().adopted());
  }

  @Test
  void itsListenerHearsOfEachOutcomeButNotOfThoseOfEarlierRuns() {
    List<String> heard = new ArrayList<>();
    Tally told =
        new Tally(
            FolderPath.INBOX,
            ItemType.MAIL,
            (outcome, items, bytes) -> heard.add(outcome + " " + items + " " + bytes));

    told.earlierInThisPass(new FolderPassCounts(5, 5, 500));
    told.delivered(new Delivered("1", false, 0), 70);
    told.delivered(new Delivered("2", true, 0), 80);
    told.alreadyMigrated(3);
    told.filtered("size", 2);
    told.skipped("vanished");
    told.failed(4);

    assertEquals(
        List.of(
            "MIGRATED 1 70",
            "ADOPTED 1 0",
            "ALREADY_MIGRATED 3 0",
            "FILTERED 2 0",
            "SKIPPED 1 0",
            "FAILED 4 0"),
        heard);
  }
}
