package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WindowTest {

  @Test
  void takesItemsUpToItsNumber() throws Exception {
    Window window = new Window(2, 1_000, () -> Duration.ZERO, () -> 0);
    Window.Share share = window.share();
    share.enter(1);
    share.enter(1);

    CountDownLatch entered = enterInAnotherThread(share, 1);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    share.leave(1, true);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
    assertEquals(2, window.items());
  }

  @Test
  void takesItemsUpToItsBytes() throws Exception {
    Window window = new Window(10, 100, () -> Duration.ZERO, () -> 0);
    Window.Share share = window.share();
    share.enter(60);

    CountDownLatch entered = enterInAnotherThread(share, 50);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    share.leave(60, true);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
  }

  @Test
  void letsAnItemThatIsLargerThanAllOfItGoAlone() throws Exception {
    Window window = new Window(10, 100, () -> Duration.ZERO, () -> 0);
    Window.Share share = window.share();
    share.enter(5_000);

    CountDownLatch entered = enterInAnotherThread(share, 1);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    share.leave(5_000, true);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
  }

  @Test
  void tellsWhenItIsEmpty() throws Exception {
    Window window = new Window(10, 100, () -> Duration.ZERO, () -> 0);
    Window.Share share = window.share();
    share.enter(1);
    CountDownLatch empty = new CountDownLatch(1);
    start(
        () -> {
          share.awaitEmpty();
          empty.countDown();
        });
    assertFalse(empty.await(50, TimeUnit.MILLISECONDS));

    share.leave(1, true);
    assertTrue(empty.await(10, TimeUnit.SECONDS));
  }

  @Test
  void lanesShareItEqually() throws Exception {
    Window window = new Window(4, 1_000, () -> Duration.ZERO, () -> 0);
    Window.Share one = window.share();
    Window.Share other = window.share();
    one.enter(1);
    one.enter(1);

    CountDownLatch third = enterInAnotherThread(one, 1);
    assertFalse(third.await(50, TimeUnit.MILLISECONDS));
    other.enter(1);
    other.enter(1);
    assertEquals(4, window.items());

    one.leave(1, true);
    assertTrue(third.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aLaneThatEndsLeavesItsPartToTheOthers() throws Exception {
    Window window = new Window(4, 1_000, () -> Duration.ZERO, () -> 0);
    Window.Share one = window.share();
    Window.Share other = window.share();
    one.enter(1);
    one.enter(1);
    CountDownLatch third = enterInAnotherThread(one, 1);
    assertFalse(third.await(50, TimeUnit.MILLISECONDS));

    other.close();
    assertTrue(third.await(10, TimeUnit.SECONDS));
  }

  @Test
  void nobodyOvertakesAnItemThatWaitsToGoAlone() throws Exception {
    Window window = new Window(10, 100, () -> Duration.ZERO, () -> 0);
    Window.Share one = window.share();
    Window.Share other = window.share();
    one.enter(40);

    CountDownLatch large = enterInAnotherThread(other, 90);
    assertFalse(large.await(50, TimeUnit.MILLISECONDS));
    CountDownLatch small = enterInAnotherThread(one, 1);
    assertFalse(small.await(50, TimeUnit.MILLISECONDS));

    one.leave(40, true);
    assertTrue(large.await(10, TimeUnit.SECONDS));
    assertTrue(small.await(10, TimeUnit.SECONDS));
  }

  @Test
  void growsWhileThatBringsMoreThrough() throws Exception {
    long[] now = {0};
    Window window = new Window(2_000, 1 << 30, () -> Duration.ofDays(1), () -> now[0]);
    Window.Share share = window.share();
    assertEquals(250, window.itemLimit());

    for (int round = 0; round < 3; round++) {
      int limit = window.itemLimit();
      for (int i = 0; i < limit; i++) {
        share.enter(10);
      }
      CountDownLatch waits = enterInAnotherThread(share, 10);
      assertFalse(waits.await(50, TimeUnit.MILLISECONDS));
      now[0] += 80_000_000;
      for (int i = 0; i < limit; i++) {
        share.leave(10, true);
      }
      assertTrue(waits.await(10, TimeUnit.SECONDS));
      share.leave(10, false);
    }
    assertEquals(2_000, window.itemLimit());
  }

  private static CountDownLatch enterInAnotherThread(Window.Share share, long size) {
    CountDownLatch entered = new CountDownLatch(1);
    start(
        () -> {
          share.enter(size);
          entered.countDown();
        });
    return entered;
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
