package io.mailtrek.pass;

import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A destination session that opens while the source is opened. Either {@link #take} or {@link
 * #giveUp} is called in the end, by the thread that began.
 */
final class DestinationAhead {
  private final CompletableFuture<DestinationSession> opening = new CompletableFuture<>();
  private final Thread thread;

  private DestinationAhead(Retry.Attempt<DestinationSession> open) {
    thread =
        new Thread(
            LogFields.kept(() -> run(open)), "destination of " + Thread.currentThread().getName());
    thread.setDaemon(true);
  }

  /** Begins. */
  static DestinationAhead begin(Retry.Attempt<DestinationSession> open) {
    DestinationAhead ahead = new DestinationAhead(open);
    ahead.thread.start();
    return ahead;
  }

  private void run(Retry.Attempt<DestinationSession> open) {
    try {
      opening.complete(open.run());
    } catch (Exception | Error e) {
      opening.completeExceptionally(e);
    }
  }

  /**
   * Waits for the session.
   *
   * @throws StoreException why it could not be opened
   */
  DestinationSession take() throws StoreException, InterruptedException {
    try {
      return opening.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      var unused = closeWhenOpen();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw new FatalException("Opening the destination failed: " + e.getCause(), e.getCause());
    }
  }

  /** Ends the waits and attempts, and closes what is open. Returns when nothing is under way. */
  void giveUp() {
    thread.interrupt();
    closeWhenOpen().join();
  }

  private CompletableFuture<Void> closeWhenOpen() {
    return opening.handle(
        (session, failure) -> {
          if (session != null) {
            session.close();
          }
          return null;
        });
  }
}
