package io.mailtrek.store;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what sessions promise. */
public final class Stages {
  private Stages() {}

  /** The result, or what it failed with. */
  public static <T> T get(CompletionStage<T> stage) throws StoreException {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException expected) {
        throw expected;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** What it failed with. */
  public static StoreException failure(CompletionStage<?> stage) {
    try {
      get(stage);
    } catch (StoreException e) {
      return e;
    }
    throw new AssertionError("It went well");
  }
}
