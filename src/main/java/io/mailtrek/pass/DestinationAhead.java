package io.mailtrek.pass;

import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * A destination session that opens while the source is opened. Either {@link #take} or {@link
 * #giveUp} is called in the end, by the thread that began.
 */
final class DestinationAhead {
  /** How soon limits are noticed that come while the source is opened. */
  private static final long LOOK_MILLIS = 50;

  private final Retry.Attempt<DestinationSession> open;
  private final BooleanSupplier limited;

  /** Empty where it is to be opened when it is wanted. */
  private final CompletableFuture<Optional<DestinationSession>> opening = new CompletableFuture<>();

  private final Thread thread;
  private boolean wanted;

  private DestinationAhead(Retry.Attempt<DestinationSession> open, BooleanSupplier limited) {
    this.open = open;
    this.limited = limited;
    thread =
        new Thread(LogFields.kept(this::run), "destination of " + Thread.currentThread().getName());
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param limited whether a session may have to wait for a connection. Whoever waits for one to
   *     the source must then have none to the destination, so it is closed until it is wanted.
   */
  static DestinationAhead begin(Retry.Attempt<DestinationSession> open, BooleanSupplier limited) {
    DestinationAhead ahead = new DestinationAhead(open, limited);
    ahead.thread.start();
    return ahead;
  }

  private void run() {
    try {
      DestinationSession session = open.run();
      if (mayStayOpen()) {
        opening.complete(Optional.of(session));
      } else {
        session.close();
        opening.complete(Optional.empty());
      }
    } catch (Exception | Error e) {
      opening.completeExceptionally(e);
    }
  }

  /** Waits until it is wanted, or has to be closed before. */
  private synchronized boolean mayStayOpen() {
    try {
      while (!wanted) {
        if (limited.getAsBoolean()) {
          return false;
        }
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      // It is given up, by who then closes it.
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private synchronized void want() {
    wanted = true;
    notifyAll();
  }

  /**
   * Waits for the session.
   *
   * @throws StoreException why it could not be opened
   */
  DestinationSession take() throws StoreException, InterruptedException {
    want();
    Optional<DestinationSession> session;
    try {
      session = opening.get();
    } catch (InterruptedException e) {
      giveUp(e);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw new FatalException("Opening the destination failed: " + e.getCause(), e.getCause());
    }
    return session.isPresent() ? session.get() : open.run();
  }

  /**
   * Ends the waits and attempts, and closes what is open. Returns when nothing is under way.
   *
   * @param reason why; takes along what goes wrong with that
   */
  void giveUp(Throwable reason) {
    want();
    thread.interrupt();
    try {
      opening
          .handle(
              (session, failure) ->
                  failure == null ? session : Optional.<DestinationSession>empty())
          .thenAccept(session -> session.ifPresent(DestinationSession::close))
          .join();
    } catch (CompletionException e) {
      reason.addSuppressed(e.getCause());
    }
  }
}
