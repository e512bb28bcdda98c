package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.MailboxLedger.Migrated;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final FolderPath INBOX = FolderPath.INBOX;
  private static final FolderPath SENT = FolderPath.of("Sent");

  @Test
  void takesSoManyItemsOfEachFolder() {
    Sample sample = new Sample(2, 0, Map.of(), 2);

    assertEquals(2, takes(sample, INBOX, 5, 10));
    assertEquals(2, takes(sample, SENT, 5, 10));
  }

  @Test
  void takesSoManyBytesInAll() {
    Sample sample = new Sample(0, 100, Map.of(), 1);

    assertEquals(3, takes(sample, INBOX, 5, 30));
    assertTrue(sample.take(item(INBOX, 10)), "a smaller one still fits");
    assertFalse(sample.take(item(INBOX, 1)));
  }

  @Test
  void leavesAPartOfTheBytesToEveryFolder() {
    Sample sample = new Sample(10, 100, Map.of(), 2);

    assertEquals(5, takes(sample, INBOX, 10, 10));
    assertEquals(5, takes(sample, SENT, 10, 10));
  }

  @Test
  void aFolderMayUseWhatTheOnesBeforeItHaveLeft() {
    Sample sample = new Sample(10, 100, Map.of(), 2);

    assertEquals(1, takes(sample, INBOX, 1, 10));
    assertEquals(9, takes(sample, SENT, 10, 10));
  }

  @Test
  void whatWasMovedBeforeCounts() {
    Sample sample =
        new Sample(
            3, 100, Map.of(place(INBOX), new Migrated(3, 60), place(SENT), new Migrated(1, 10)), 2);

    assertEquals(0, takes(sample, INBOX, 5, 1));
    assertEquals(1, takes(sample, SENT, 5, 15));
  }

  @Test
  void anItemThatWasNotDeliveredMakesRoomForAnother() {
    Sample sample = new Sample(1, 10, Map.of(), 1);

    assertTrue(sample.take(item(INBOX, 10)));
    assertFalse(sample.take(item(INBOX, 10)));
    sample.giveBack(item(INBOX, 10));
    assertTrue(sample.take(item(INBOX, 10)));
  }

  private static int takes(Sample sample, FolderPath folder, int items, long size) {
    int taken = 0;
    for (int i = 0; i < items; i++) {
      taken += sample.take(item(folder, size)) ? 1 : 0;
    }
    return taken;
  }

  private static Item item(FolderPath folder, long size) {
    return new Item(
        folder,
        ItemType.MAIL,
        ItemKey.of(1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        size,
        Set.of(),
        Set.of());
  }

  private static Place place(FolderPath path) {
    return new Place(path, ItemType.MAIL);
  }
}
