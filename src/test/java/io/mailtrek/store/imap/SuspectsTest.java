package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private static final int ANY = Integer.MAX_VALUE;

  private final Suspects suspects = new Suspects();
  private final List<Pending> many = LongStream.range(1, 101).mapToObj(SuspectsTest::item).toList();
  private final Pending one = many.get(0);

  @Test
  void aSingleLossMakesNothingSlower() {
    suspects.lost(many);
    assertEquals(ANY, suspects.most(one));
    assertEquals(ANY, suspects.most(item(4711)));
  }

  @Test
  void whatWasLostTwiceTravelsWithFewThenAlone() {
    suspects.lost(many);
    suspects.lost(many);
    assertEquals(22, suspects.most(one));
    suspects.lost(many.subList(0, 22));
    assertEquals(1, suspects.most(one));
    assertEquals(22, suspects.most(many.get(50)));
  }

  @Test
  void fewTravelAloneAtOnce() {
    suspects.lost(many.subList(0, 3));
    suspects.lost(many.subList(0, 3));
    assertEquals(1, suspects.most(one));
  }

  @Test
  void itIsGuiltyWhenTheConnectionIsLostTwiceWithItAlone() {
    suspects.lost(many);
    suspects.lost(many);
    suspects.lost(many.subList(0, 22));
    suspects.lost(List.of(one));
    assertEquals(Optional.empty(), suspects.judge(one));
    suspects.lost(List.of(one));
    assertEquals(Optional.of(5), suspects.judge(one));
    assertEquals(Optional.empty(), suspects.judge(many.get(1)));
  }

  @Test
  void anItemThatIsTheOnlyOneIsGuiltyAfterFourLosses() {
    for (int i = 0; i < 4; i++) {
      assertEquals(Optional.empty(), suspects.judge(one));
      suspects.lost(List.of(one));
    }
    assertEquals(Optional.of(4), suspects.judge(one));
  }

  @Test
  void inAnotherFormItIsTriedOnceAndAlone() {
    anItemThatIsTheOnlyOneIsGuiltyAfterFourLosses();
    assertEquals(Optional.empty(), suspects.judge(one));
    assertEquals(1, suspects.most(one));
    suspects.lost(List.of(one));
    assertTrue(suspects.judge(one).isPresent());
  }

  @Test
  void whatTheServerHasAnsweredToIsClear() {
    suspects.lost(many);
    suspects.lost(many);
    suspects.cleared(one);
    assertEquals(ANY, suspects.most(one));
  }

  private static Pending item(long uid) {
    Content content = Content.of(new byte[0]);
    Item item =
        new Item(
            FolderPath.INBOX,
            ItemType.MAIL,
            ItemKey.of(uid),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Set.of(),
            Set.of());
    return new Pending(
        new DestinationFolder(FolderPath.INBOX, ItemType.MAIL, false),
        new Delivery(item, Trace.of(item, content), content));
  }
}
