package io.mailtrek.store.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The body of an answer, up to a size, from a server that may not fall silent in the middle. */
public final class BoundedBody implements BodySubscriber<byte[]> {
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final long largest;
  private final Duration silence;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile long last;
  private volatile Future<?> look = CompletableFuture.completedFuture(null);
  private Flow.Subscription subscription;

  /** The answer is larger than it may be. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long largest) {
      super("the answer has more than " + largest + " bytes");
    }
  }

  /**
   * @param largest how many bytes it may have
   * @param silence how long nothing may come
   */
  public BoundedBody(long largest, Duration silence) {
    this.largest = largest;
    this.silence = silence;
  }

  /** What is over is not kept until it would have been looked at. */
  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "http-silence");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    last = System.nanoTime();
    look(silence.toNanos());
    begun.request(Long.MAX_VALUE);
  }

  private void look(long in) {
    look = WATCH.schedule(this::lookForSilence, in, TimeUnit.NANOSECONDS);
  }

  private void lookForSilence() {
    if (whole.isDone()) {
      return;
    }
    long left = silence.toNanos() - (System.nanoTime() - last);
    if (left > 0) {
      look(left);
    } else {
      fail(new HttpTimeoutException("the answer stopped in the middle"));
    }
  }

  private void fail(IOException reason) {
    subscription.cancel();
    look.cancel(false);
    whole.completeExceptionally(reason);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    if (whole.isDone()) {
      return;
    }
    last = System.nanoTime();
    for (ByteBuffer part : parts) {
      if (bytes.size() + part.remaining() > largest) {
        fail(new TooLargeException(largest));
        return;
      }
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
    }
  }

  @Override
  public void onError(Throwable error) {
    look.cancel(false);
    whole.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    look.cancel(false);
    whole.complete(bytes.toByteArray());
  }
}
