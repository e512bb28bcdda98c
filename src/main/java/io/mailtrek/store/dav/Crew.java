package io.mailtrek.store.dav;

import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The threads of a session that send, each one request at a time. */
final class Crew implements AutoCloseable {
  /** So many requests are under way together, whatever batch they are of. */
  static final int AT_ONCE = 8;

  private final DavClient client;
  private final ExecutorService threads;

  /**
   * @param name of the threads
   */
  Crew(DavClient client, String name) {
    this.client = client;
    this.threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs tasks together, and returns when all are done; the client limits how many are sent. */
  void run(List<Runnable> tasks) throws StoreException {
    try {
      CompletableFuture.allOf(
              tasks.stream()
                  .map(task -> CompletableFuture.runAsync(LogFields.kept(task), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (RejectedExecutionException e) {
      throw client.closedException();
    }
  }

  /** Begins with nothing more. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
