package io.mailtrek.camel;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits for what a store promised. */
final class Completed {
  private Completed() {}

  /** The result, or what the store says went wrong. */
  static <T> T of(CompletionStage<T> stage) throws StoreException, InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException reason) {
        throw reason;
      }
      throw new TransientException("A read at the source failed: " + e.getCause(), e.getCause());
    }
  }
}
