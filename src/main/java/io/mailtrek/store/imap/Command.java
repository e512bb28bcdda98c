package io.mailtrek.store.imap;

import io.mailtrek.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * One IMAP command: it writes itself, takes the responses that are for it, and ends with a result.
 * {@link #write} runs on the thread that submits it, all else on the reader thread of the {@link
 * Connection}.
 *
 * @param <T> what it results in
 */
abstract class Command<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private volatile String server = "";
  private volatile Optional<StoreException> voidedBy = Optional.empty();

  /** Tells where the command goes, for messages. */
  void goesTo(String hostAndPort) {
    server = hostAndPort;
  }

  /** Writes the command behind its tag, without the line end. */
  abstract void write(CommandWriter out) throws IOException;

  /** Takes an untagged response; false when it is not for this command. */
  boolean untagged(IMAPResponse response) {
    return false;
  }

  /** Takes a FETCH response; false when it is not for this command. */
  boolean fetched(FetchedMessage message) {
    return false;
  }

  /** Whether an answer asks to send nothing for a while. */
  boolean asksForPause(ResponseText answer) {
    return answer.ok() ? answer.slowed() : answer.throttled();
  }

  /** The result once the server has said OK. */
  abstract T completed(ResponseText ok) throws StoreException;

  /** The result once the server has said NO or BAD: mostly an exception. */
  T refused(ResponseText no) throws StoreException {
    throw refusal(no);
  }

  /** What a refusal means for the caller. */
  StoreException refusal(ResponseText no) {
    String what = this + " at " + server;
    return asksForPause(no) ? no.askedForPause(what) : no.refusal(what);
  }

  /** Whatever the server answers from now on, the command fails for this reason. */
  final void voided(StoreException reason) {
    voidedBy = Optional.of(reason);
  }

  /** Takes a FETCH response, if only to drop it; false when it is not for this command. */
  final boolean takes(FetchedMessage message) {
    return voidedBy.isPresent() || fetched(message);
  }

  /** Ends the command with its tagged response. */
  void end(ResponseText tagged) {
    if (voidedBy.isPresent()) {
      lost(voidedBy.get());
      return;
    }
    try {
      result.complete(tagged.ok() ? completed(tagged) : refused(tagged));
    } catch (StoreException e) {
      result.completeExceptionally(e);
    }
  }

  /** Ends the command without a response. */
  void lost(StoreException reason) {
    result.completeExceptionally(reason);
  }

  /** Calls back with the result or a {@link StoreException}, one of which is null. */
  void onEnd(BiConsumer<T, Throwable> listener) {
    var unused = result.whenComplete(listener);
  }

  /** Completes on the reader thread, exceptionally with a {@link StoreException}. */
  CompletableFuture<T> result() {
    return result;
  }

  /** What the command does and where, for messages. */
  @Override
  public abstract String toString();
}
