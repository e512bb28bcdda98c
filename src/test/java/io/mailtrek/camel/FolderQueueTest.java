package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.SourceFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderQueueTest {
  private final Target small = target("Small", "Small", 10);
  private final Target large = target("Large", "Large", 10_000);
  private final Target middle = target("Middle", "Middle", 1_000);

  private static Target target(String source, String destination, long items) {
    return target(source, FolderRole.NONE, destination, items);
  }

  private static Target target(String source, FolderRole role, String destination, long items) {
    FolderPath path = FolderPath.of(source);
    return new Target(
        new SourceFolder(
            path,
            ItemType.MAIL,
            role,
            true,
            true,
            Optional.of(new FolderState("1", "2000", items))),
        new DestinationFolder(FolderPath.of(destination), ItemType.MAIL, false),
        new Tally(path, ItemType.MAIL),
        Set::of);
  }

  @Test
  void givesTheLargestFirst() {
    FolderQueue queue = new FolderQueue(List.of(small, large, middle));
    assertEquals(List.of(large), queue.take());
    assertEquals(List.of(middle), queue.take());
    assertFalse(queue.isEmpty());
    assertEquals(List.of(small), queue.take());
    assertTrue(queue.isEmpty());
    assertEquals(List.of(), queue.take());
  }

  @Test
  void givesInboxBeforeLargerFolders() {
    Target inbox = target("INBOX", FolderRole.INBOX, "INBOX", 50);
    FolderQueue queue = new FolderQueue(List.of(small, inbox, large));
    assertEquals(List.of(inbox), queue.take());
    assertEquals(List.of(large), queue.take());
  }

  @Test
  void keepsFoldersOfOneDestinationTogetherInTheirOrder() {
    Target one = target("2023", "Archive", 600);
    Target other = target("2024", "archive", 700);
    FolderQueue queue = new FolderQueue(List.of(one, middle, other));
    assertEquals(List.of(one, other), queue.take());
    assertEquals(List.of(middle), queue.take());
  }

  @Test
  void tellsWhichSmallFoldersFollowAsLongAsTheyAreFew() {
    Target half = target("Half", "Half", 300);
    Target rest = target("Rest", "Rest", 180);
    Target few = target("Few", "Few", 11);
    FolderQueue queue = new FolderQueue(List.of(few, small, rest, half, large));
    assertEquals(List.of(large), queue.withNext(queue.take()));
    List<Target> taken = queue.take();
    assertEquals(List.of(half), taken);
    assertEquals(List.of(half, rest, few), queue.withNext(taken));
    assertEquals(List.of(rest), queue.take());
    assertEquals(List.of(few, small), queue.withNext(queue.take()));
  }

  @Test
  void givesWhatWasPutBackOnlyToWhoAsksForIt() {
    FolderQueue queue = new FolderQueue(List.of(large, small));
    queue.putBack(queue.take());
    assertEquals(List.of(small), queue.take());
    assertEquals(List.of(), queue.take());
    assertEquals(List.of(large), queue.takePutBack());
    assertEquals(List.of(), queue.takePutBack());
  }
}
