package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final Retry retry = new Retry(3, Duration.ofMillis(1), Duration.ofMillis(2));
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void triesAgainWhatFailsInPassing() throws Exception {
    String answer =
        retry.run(
            () -> attempts.incrementAndGet() < 3 ? fail(busy(Duration.ZERO)) : "done", () -> true);

    assertEquals("done", answer);
    assertEquals(3, attempts.get());
  }

  @Test
  void givesUpWithTheLastFailure() {
    TransientException failure = busy(Duration.ZERO);

    assertEquals(
        failure,
        assertThrows(TransientException.class, () -> retry.run(counting(failure), () -> true)));
    assertEquals(3, attempts.get());
  }

  @Test
  void doesNotTryAgainWhatCantGoWell() {
    assertThrows(
        FatalException.class,
        () -> retry.run(counting(new FatalException("wrong password")), () -> true));
    assertEquals(1, attempts.get());
  }

  @Test
  void aTryThatEndsInAPauseOfTheSessionDoesNotCount() throws Exception {
    assertEquals(
        "done",
        retry.run(
            () -> {
              if (attempts.incrementAndGet() < 10) {
                throw TransientException.throttled("slow down", Duration.ofHours(1));
              }
              return "done";
            },
            () -> true));
  }

  @Test
  void endsWhenItMayNotGoOn() {
    assertThrows(
        TransientException.class, () -> retry.run(counting(busy(Duration.ZERO)), () -> false));
    assertEquals(1, attempts.get());
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    long begin = System.nanoTime();
    assertThrows(
        TransientException.class,
        () -> retry.run(counting(busy(Duration.ofMillis(40))), () -> true));
    assertTrue(System.nanoTime() - begin >= Duration.ofMillis(80).toNanos());
  }

  @Test
  void aWaitEndsEarlyWhenItMayNotGoOnAnyMore() {
    AtomicBoolean mayGoOn = new AtomicBoolean(true);
    assertThrows(
        TransientException.class,
        () ->
            retry.run(
                () -> {
                  Thread other = new Thread(() -> mayGoOn.set(false));
                  other.start();
                  return counting(busy(Duration.ofHours(1))).run();
                },
                mayGoOn::get));
    assertEquals(1, attempts.get());
  }

  private Retry.Attempt<String> counting(StoreException failure) {
    return () -> {
      attempts.incrementAndGet();
      return fail(failure);
    };
  }

  private static String fail(StoreException failure) throws StoreException {
    throw failure;
  }

  private static TransientException busy(Duration retryAfter) {
    return new TransientException("busy", null, retryAfter);
  }
}
