package io.mailtrek.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final String ADD = "INSERT INTO line (id) VALUES (?)";
  private static final String NAME = "UPDATE line SET tx = TRANSACTION_ID() WHERE id = ?";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HikariDataSource pool;
  private Database database;

  @BeforeEach
  void open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    pool = new HikariDataSource(config);
    database = new Database(pool, config.getJdbcUrl());
    database.transaction(
        "make", c -> Database.update(c, "CREATE TABLE line (id INT PRIMARY KEY, tx VARCHAR)"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    pool.close();
  }

  private int add(int id) {
    return database.grouped(
        "add " + id, c -> Database.update(c, ADD, id) * Database.update(c, NAME, id));
  }

  private List<Integer> lines() {
    return database.transaction(
        "read", c -> Database.list(c, "SELECT id FROM line ORDER BY id", row -> row.getInt(1)));
  }

  /** Holds up a first transaction until some more threads have asked for theirs. */
  private List<Future<Integer>> whileOneIsUnderWay(int... ids) throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Integer> first =
        threads.submit(
            () ->
                database.grouped(
                    "wait",
                    c -> {
                      underWay.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return 0;
                    }));
    underWay.await();
    List<Thread> waiting = new ArrayList<>();
    List<Future<Integer>> results = new ArrayList<>();
    for (int id : ids) {
      CountDownLatch begun = new CountDownLatch(1);
      results.add(
          threads.submit(
              () -> {
                waiting.add(Thread.currentThread());
                begun.countDown();
                return add(id);
              }));
      begun.await();
      while (waiting.get(waiting.size() - 1).getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    goOn.countDown();
    first.get();
    return results;
  }

  @Test
  void commitsTogetherWhatCameMeanwhile() throws Exception {
    for (Future<Integer> each : whileOneIsUnderWay(1, 2, 3)) {
      assertEquals(1, each.get());
    }
    assertEquals(List.of(1, 2, 3), lines());
    assertEquals(
        1,
        database
            .transaction(
                "read",
                c -> Database.list(c, "SELECT DISTINCT tx FROM line", row -> row.getString(1)))
            .size());
  }

  @Test
  void aFailureIsOnlyThatOfTheOneWhoCausedIt() throws Exception {
    add(2);
    List<Future<Integer>> results = whileOneIsUnderWay(1, 2, 3);
    assertEquals(1, results.get(0).get());
    ExecutionException failure = assertThrows(ExecutionException.class, () -> results.get(1).get());
    assertEquals(LedgerException.class, failure.getCause().getClass());
    assertEquals(1, results.get(2).get());
    assertEquals(List.of(1, 2, 3), lines());
  }

  @Test
  void whatIsAloneIsCommittedAtOnce() {
    assertEquals(1, add(7));
    assertEquals(List.of(7), lines());
    assertThrows(LedgerException.class, () -> add(7));
    assertEquals(1, add(8));
  }
}
