package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WindowTest {

  @Test
  void takesItemsUpToItsNumber() throws Exception {
    Window window = new Window(2, 1_000);
    window.enter(1);
    window.enter(1);

    CountDownLatch entered = enterInAnotherThread(window, 1);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    window.leave(1);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
    assertEquals(2, window.items());
  }

  @Test
  void takesItemsUpToItsBytes() throws Exception {
    Window window = new Window(10, 100);
    window.enter(60);

    CountDownLatch entered = enterInAnotherThread(window, 50);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    window.leave(60);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
  }

  @Test
  void letsAnItemThatIsLargerThanAllOfItGoAlone() throws Exception {
    Window window = new Window(10, 100);
    window.enter(5_000);

    CountDownLatch entered = enterInAnotherThread(window, 1);
    assertFalse(entered.await(50, TimeUnit.MILLISECONDS));

    window.leave(5_000);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
  }

  @Test
  void tellsWhenItIsEmpty() throws Exception {
    Window window = new Window(10, 100);
    window.enter(1);
    CountDownLatch empty = new CountDownLatch(1);
    start(
        () -> {
          window.awaitEmpty();
          empty.countDown();
        });
    assertFalse(empty.await(50, TimeUnit.MILLISECONDS));

    window.leave(1);
    assertTrue(empty.await(10, TimeUnit.SECONDS));
  }

  private static CountDownLatch enterInAnotherThread(Window window, long size) {
    CountDownLatch entered = new CountDownLatch(1);
    start(
        () -> {
          window.enter(size);
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
