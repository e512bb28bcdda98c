package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideClockTest {
  private long now;
  private final SideClock clock = new SideClock(() -> now);

  @Test
  void aMomentWithoutAnybodyWaitingCountsForNoSide() {
    pass(5);

    assertWaited(0, 0);
  }

  @Test
  void timeCountsForTheSideThatIsWaitedForUntilItsStageCompletes() {
    CompletableFuture<String> read = new CompletableFuture<>();
    var unused = clock.until(Side.SOURCE, read);
    pass(3);
    read.complete("content");
    pass(4);

    assertWaited(3, 0);
  }

  @Test
  void aStageThatFailsEndsTheWaitToo() {
    CompletableFuture<String> delivery = new CompletableFuture<>();
    var unused = clock.until(Side.DESTINATION, delivery);
    pass(2);
    delivery.completeExceptionally(new TransientException("Connection lost", null));
    pass(4);

    assertWaited(0, 2);
  }

  @Test
  void aMomentIsSharedByTheNumbersOfThoseThatWait() {
    for (int i = 0; i < 30; i++) {
      var unused = clock.until(Side.SOURCE, new CompletableFuture<String>());
    }
    for (int i = 0; i < 10; i++) {
      var unused = clock.until(Side.DESTINATION, new CompletableFuture<String>());
    }
    pass(8);

    assertWaited(6, 2);
  }

  @Test
  void whatIsDoneAtOnceCountsWhileItLasts() throws Exception {
    String listed =
        clock.during(
            Side.SOURCE,
            () -> {
              pass(7);
              return "listed";
            });
    assertThrows(
        TransientException.class,
        () ->
            clock.during(
                Side.DESTINATION,
                () -> {
                  pass(1);
                  throw new TransientException("Busy", null);
                }));
    pass(9);

    assertEquals("listed", listed);
    assertWaited(7, 1);
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private void assertWaited(int source, int destination) {
    assertEquals(Duration.ofSeconds(source), clock.waited(Side.SOURCE));
    assertEquals(Duration.ofSeconds(destination), clock.waited(Side.DESTINATION));
  }
}
