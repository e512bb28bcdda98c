package io.mailtrek.store.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.migration.TestProject;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionTrafficTest {
  private final ManualTime time = new ManualTime();
  private final Waits waits = new Waits(Duration.ofHours(2));

  private interface Step {
    void run() throws StoreException;
  }

  @Test
  void onlyTheAccountWaitsWhenItIsMeant() throws Exception {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    SessionTraffic anna = server.session("anna", waits, false);
    SessionTraffic bert = server.session("bert", new Waits(Waits.PATIENCE), false);

    anna.throttled(false, Duration.ofSeconds(9), "slow down");

    assertTrue(anna.paused());
    assertTrue(server.session("anna", waits, false).paused());
    bert.await();
    FutureTask<Void> waiting = start(anna::await);
    TestProject.until(() -> waits.current().isPresent());
    assertEquals("source throttled (slow down)", waits.current().get().reason());
    time.advance(Duration.ofSeconds(9));
    join(waiting);
    assertEquals(Optional.empty(), waits.current());
  }

  @Test
  void allWaitWhenTheServerIsMeant() {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    server.session("anna", waits, false).throttled(true, Duration.ofSeconds(9), "too busy");
    assertTrue(server.session("bert", waits, false).paused());
  }

  @Test
  void aStopEndsAllWaits() throws Exception {
    SessionTraffic anna = time.traffic("source", ServerLimits.NONE).session("anna", waits, false);
    anna.throttled(false, Duration.ofDays(1), "slow down");
    FutureTask<Void> waiting = start(anna::await);
    TestProject.until(() -> waits.current().isPresent());
    waits.stop();
    assertThrows(StoppedException.class, () -> join(waiting));
    assertThrows(StoppedException.class, anna::await);
  }

  @Test
  void theEndOfTheSessionEndsItsWaits() throws Exception {
    SessionTraffic anna = time.traffic("source", ServerLimits.NONE).session("anna", waits, false);
    anna.throttled(false, Duration.ofDays(1), "slow down");
    FutureTask<Void> waiting = start(anna::await);
    TestProject.until(() -> waits.current().isPresent());
    anna.close();
    assertThrows(TransientException.class, () -> join(waiting));
  }

  @Test
  void patienceEndsWhenNothingGoesWellForTooLong() throws Exception {
    SessionTraffic anna = time.traffic("source", ServerLimits.NONE).session("anna", waits, false);
    anna.throttled(false, Duration.ofDays(1), "slow down");
    FutureTask<Void> waiting = start(anna::await);
    TestProject.until(() -> waits.current().isPresent());
    time.advance(Duration.ofHours(2));
    FatalException e = assertThrows(FatalException.class, () -> join(waiting));
    assertTrue(e.getMessage().contains("slow down"), e.getMessage());
    assertTrue(e.getMessage().contains("mailtrek.throttle-patience"), e.getMessage());
  }

  @Test
  void patienceIsAboutOneRowOfPausesOnly() throws Exception {
    SessionTraffic anna = time.traffic("source", ServerLimits.NONE).session("anna", waits, false);
    for (int i = 0; i < 4; i++) {
      anna.throttled(false, Duration.ofMinutes(90), "slow down");
      FutureTask<Void> waiting = start(anna::await);
      TestProject.until(() -> waits.current().isPresent());
      time.advance(Duration.ofMinutes(90));
      join(waiting);
      anna.wentWell();
    }
  }

  @Test
  void aFurtherSessionIsRefusedInsteadOfWaiting() throws Exception {
    ServerTraffic server = time.traffic("source", connections(1));
    SessionTraffic first = server.session("anna", waits, false);
    first.takeConnection();
    assertThrows(
        TransientException.class, () -> server.session("anna", waits, true).takeConnection());
    first.close();
    SessionTraffic further = server.session("anna", waits, true);
    further.takeConnection();
    further.throttled(true, Duration.ofDays(1), "no more");
    assertFalse(first.paused());
  }

  @Test
  void connectionsGoToThoseWhoWaitInTheirOrder() throws Exception {
    ServerTraffic server = time.traffic("destination", connections(1));
    SessionTraffic first = server.session("anna", waits, false);
    SessionTraffic second = server.session("bert", waits, false);
    Waits stopped = new Waits(Waits.PATIENCE);
    SessionTraffic third = server.session("carl", stopped, false);
    Waits last = new Waits(Waits.PATIENCE);
    SessionTraffic fourth = server.session("dora", last, false);
    first.takeConnection();
    FutureTask<Void> bert = start(second::takeConnection);
    TestProject.until(() -> waits.current().isPresent());
    assertTrue(waits.current().get().reason().contains("mailtrek.destination.max-connections"));
    FutureTask<Void> carl = start(third::takeConnection);
    TestProject.until(() -> stopped.current().isPresent());
    FutureTask<Void> dora = start(fourth::takeConnection);
    TestProject.until(() -> last.current().isPresent());

    stopped.stop();
    assertThrows(StoppedException.class, () -> join(carl));
    first.close();
    first.close();
    join(bert);
    assertFalse(dora.isDone());
    second.close();
    join(dora);
  }

  @Test
  void messagesAndBytesArePaidForBeforeTheyAreSent() throws Exception {
    ServerLimits limits =
        new ServerLimits(Optional.empty(), Optional.of(10), Optional.of(1000L), Optional.empty());
    SessionTraffic anna = time.traffic("source", limits).session("anna", waits, false);
    assertEquals(10, anna.batchMessages(500));
    assertEquals(1000, anna.batchBytes(1 << 20));
    anna.admit(10, 500);
    FutureTask<Void> waiting = start(() -> anna.admit(1, 2500));
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> waiting.get(150, TimeUnit.MILLISECONDS));
    time.advance(Duration.ofSeconds(2));
    join(waiting);
    assertEquals(Optional.empty(), waits.current());
  }

  @Test
  void ratesThatAreChangedCountForSessionsThatAreOpen() throws Exception {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    SessionTraffic anna = server.session("anna", waits, false);
    anna.admit(1000, 1000);

    server.limitRates(Optional.of(2L), Optional.empty());
    anna.admit(2, 1000);
    // What the same rate owes it owes still.
    server.limitRates(Optional.of(2L), Optional.empty());
    FutureTask<Void> waiting = start(() -> anna.admit(1, 1000));
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> waiting.get(150, TimeUnit.MILLISECONDS));
    time.advance(Duration.ofSeconds(2));
    join(waiting);

    server.limitRates(Optional.empty(), Optional.empty());
    anna.admit(1000, 1000);
  }

  @Test
  void theBytesOfADayGoOnTheNextDayAlsoAfterARestart() throws Exception {
    ServerLimits limits =
        new ServerLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1000L));
    time.traffic("source", limits).session("anna", waits, false).admit(1, 900);

    SessionTraffic later = time.traffic("source", limits).session("anna", waits, false);
    later.admit(1, 100);
    FutureTask<Void> waiting = start(() -> later.admit(1, 1500));
    TestProject.until(() -> waits.current().isPresent());
    assertEquals(Optional.of(Instant.parse("2026-03-02T00:00:00Z")), waits.current().get().until());
    assertTrue(waits.current().get().reason().contains("mailtrek.source.max-bytes-per-day"));
    time.advance(Duration.ofHours(14));
    join(waiting);
  }

  @Test
  void moreConnectionsLetThoseWhoWaitGoOn() throws Exception {
    ServerTraffic server = time.traffic("source", connections(1));
    server.session("anna", new Waits(Waits.PATIENCE), false).takeConnection();
    FutureTask<Void> bert = start(server.session("bert", waits, false)::takeConnection);
    TestProject.until(() -> waits.current().isPresent());

    server.limit(connections(2));

    join(bert);
    assertEquals(2, server.openConnections());
  }

  @Test
  void fewerConnectionsEndNoneAndHoldForTheNext() throws Exception {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    SessionTraffic first = server.session("anna", waits, false);
    SessionTraffic second = server.session("bert", waits, false);
    first.takeConnection();
    second.takeConnection();

    server.limit(connections(1));

    assertEquals(2, server.openConnections());
    first.close();
    assertThrows(
        TransientException.class, () -> server.session("carl", waits, true).takeConnection());
    second.close();
    server.session("carl", waits, true).takeConnection();
    assertEquals(1, server.openConnections());
  }

  @Test
  void aRateHoldsFromWhenItIsSet() throws Exception {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    SessionTraffic anna = server.session("anna", waits, false);
    anna.admit(1000, 1 << 20);

    server.limit(
        new ServerLimits(Optional.empty(), Optional.of(10), Optional.empty(), Optional.empty()));

    assertEquals(10, anna.batchMessages(500));
    anna.admit(10, 0);
    FutureTask<Void> waiting = start(() -> anna.admit(20, 0));
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> waiting.get(150, TimeUnit.MILLISECONDS));
    time.advance(Duration.ofSeconds(2));
    join(waiting);
  }

  @Test
  void whoWaitsForARateGoesOnWhenItIsTakenAway() throws Exception {
    ServerTraffic server =
        time.traffic(
            "source",
            new ServerLimits(Optional.empty(), Optional.of(1), Optional.empty(), Optional.empty()));
    SessionTraffic anna = server.session("anna", waits, false);
    FutureTask<Void> waiting = start(() -> anna.admit(10_000, 0));
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> waiting.get(150, TimeUnit.MILLISECONDS));

    server.limit(ServerLimits.NONE);

    join(waiting);
  }

  @Test
  void whoWaitsForTheNextDayGoesOnWhenTheLimitIsTakenAway() throws Exception {
    ServerLimits limits =
        new ServerLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1000L));
    ServerTraffic server = time.traffic("source", limits);
    SessionTraffic anna = server.session("anna", waits, false);
    anna.admit(1, 900);
    FutureTask<Void> waiting = start(() -> anna.admit(1, 900));
    TestProject.until(() -> waits.current().isPresent());

    server.limit(ServerLimits.NONE);

    join(waiting);
  }

  @Test
  void pausesAreCountedOnceAndTheLongestIsShown() {
    ServerTraffic server = time.traffic("source", ServerLimits.NONE);
    SessionTraffic anna = server.session("anna", waits, false);
    SessionTraffic bert = server.session("bert", waits, false);
    anna.throttled(false, Duration.ofSeconds(30), "slow down");
    anna.throttled(false, Duration.ofSeconds(90), "still");
    bert.throttled(true, Duration.ofSeconds(60), "busy");

    assertEquals(2, server.pauses());
    assertEquals("source throttled (still)", server.longestPause().orElseThrow().reason());
    assertEquals("source throttled (busy)", server.pause().orElseThrow().reason());
    time.advance(Duration.ofSeconds(90));
    assertEquals(Optional.empty(), server.longestPause());
  }

  private static ServerLimits connections(int most) {
    return new ServerLimits(
        Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static FutureTask<Void> start(Step step) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              step.run();
              return null;
            });
    Thread thread = new Thread(task, "waits");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static void join(FutureTask<Void> task) throws Exception {
    try {
      task.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
