package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlotsTest {

  @Test
  void asManyCanBeTakenAsTheLimitSays() {
    Slots slots = new Slots(2);

    assertTrue(slots.tryTake());
    assertTrue(slots.tryTake());
    assertFalse(slots.tryTake());
    slots.giveBack();
    assertTrue(slots.tryTake());
  }

  @Test
  void loweringTheLimitTakesNothingAwayAndLetsNobodyInUntilFewerAreTaken() {
    Slots slots = new Slots(3);
    slots.take();
    slots.take();
    slots.take();

    slots.limit(1);
    slots.giveBack();
    slots.giveBack();
    assertFalse(slots.tryTake());
    slots.giveBack();
    assertTrue(slots.tryTake());
  }

  @Test
  void raisingTheLimitLetsThoseInWhoWait() throws Exception {
    Slots slots = new Slots(0);
    CompletableFuture<Void> taken = CompletableFuture.runAsync(slots::take);

    slots.limit(2);
    taken.get(20, TimeUnit.SECONDS);
    assertEquals(1, slots.awaitFree());
  }

  @Test
  void oneThatIsGivenBackIsForWhoWaits() throws Exception {
    Slots slots = new Slots(1);
    slots.take();
    CompletableFuture<Void> taken = CompletableFuture.runAsync(slots::take);

    slots.giveBack();
    taken.get(20, TimeUnit.SECONDS);
    assertFalse(slots.tryTake());
  }

  @Test
  void nobodyWaitsAtTheEnd() throws Exception {
    Slots slots = new Slots(0);
    CompletableFuture<Integer> free = CompletableFuture.supplyAsync(slots::awaitFree);

    slots.close();
    assertEquals(1, free.get(20, TimeUnit.SECONDS));
    slots.take();
    assertTrue(slots.tryTake());
  }
}
