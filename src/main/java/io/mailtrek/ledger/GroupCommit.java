package io.mailtrek.ledger;

import io.mailtrek.ledger.Database.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Commits together what several threads write at the same time: a commit costs more than the few
 * rows in it. Whoever comes while a transaction is under way waits for its end; the first of those
 * does the work of all in the next transaction. A thread that is alone waits for nobody. Safe for
 * use by many threads.
 */
final class GroupCommit {
  private static final int MOST_TOGETHER = 64;

  private final Database database;
  private final Queue<Request<?>> requests = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  GroupCommit(Database database) {
    this.database = database;
  }

  /** Like {@link Database#transaction}; durable when it returns. */
  <T> T transaction(String what, Work<T> work) {
    Request<T> request = new Request<>(what, work);
    requests.add(request);
    turn.lock();
    try {
      while (!request.ended()) {
        commit(next());
      }
    } finally {
      turn.unlock();
    }
    return request.result();
  }

  /** The oldest requests. */
  private List<Request<?>> next() {
    List<Request<?>> group = new ArrayList<>();
    while (group.size() < MOST_TOGETHER && !requests.isEmpty()) {
      group.add(requests.remove());
    }
    return group;
  }

  private void commit(List<Request<?>> group) {
    try {
      if (group.size() == 1 || !together(group)) {
        group.forEach(request -> request.alone(database));
      }
    } catch (Error e) {
      // Whoever waits for the others must learn that nobody will write for them.
      group.forEach(request -> request.failed(e));
      throw e;
    }
  }

  /** Whether it went well; if not, each is to have its own success or failure. */
  private boolean together(List<Request<?>> group) {
    try {
      List<Runnable> results =
          database.transaction(
              "write to the ledger",
              connection -> {
                List<Runnable> each = new ArrayList<>();
                for (Request<?> request : group) {
                  each.add(request.on(connection));
                }
                return each;
              });
      results.forEach(Runnable::run);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** What one thread wants to be written. Its fields belong to the thread whose turn it is. */
  private static final class Request<T> {
    private final String what;
    private final Work<T> work;
    private Optional<Supplier<T>> result = Optional.empty();

    Request(String what, Work<T> work) {
      this.what = what;
      this.work = work;
    }

    boolean ended() {
      return result.isPresent();
    }

    /** Does the work, and returns what to do once it is committed. */
    Runnable on(Connection connection) throws SQLException {
      T value = work.on(connection);
      return () -> result = Optional.of(() -> value);
    }

    void alone(Database database) {
      try {
        T value = database.transaction(what, work);
        result = Optional.of(() -> value);
      } catch (RuntimeException e) {
        result =
            Optional.of(
                () -> {
                  throw e;
                });
      }
    }

    void failed(Error cause) {
      result =
          Optional.of(
              () -> {
                throw new IllegalStateException("Could not " + what + ": " + cause, cause);
              });
    }

    /** Only the thread that asked calls it, after its turn. */
    T result() {
      return result.orElseThrow().get();
    }
  }
}
