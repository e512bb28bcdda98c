package io.mailtrek.store.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer to be read while it comes, as fast as it is read, up to a size, from a
 * server that may not fall silent in the middle. Read by one thread; may be closed by another,
 * which ends its reading.
 */
public final class StreamedBody extends InputStream implements BodySubscriber<InputStream> {
  private static final Part END = new Part(List.of(), Optional.empty(), true);

  private final long largest;
  private final Duration silence;
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private volatile Optional<Flow.Subscription> subscription = Optional.empty();
  private volatile boolean closed;
  private List<ByteBuffer> current = List.of();
  private int index;
  private long read;
  private boolean ended;

  private record Part(List<ByteBuffer> buffers, Optional<Throwable> error, boolean last) {}

  /**
   * @param largest how many bytes it may have
   * @param silence how long nothing may come
   */
  public StreamedBody(long largest, Duration silence) {
    this.largest = largest;
    this.silence = silence;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = Optional.of(begun);
    if (closed) {
      begun.cancel();
    } else {
      begun.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    parts.add(new Part(buffers, Optional.empty(), false));
  }

  @Override
  public void onError(Throwable error) {
    parts.add(new Part(List.of(), Optional.of(error), true));
  }

  @Override
  public void onComplete() {
    parts.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!ended) {
      if (index < current.size()) {
        ByteBuffer buffer = current.get(index);
        if (buffer.hasRemaining()) {
          int count = Math.min(length, buffer.remaining());
          buffer.get(bytes, offset, count);
          count(count);
          return count;
        }
        index++;
      } else {
        next();
      }
    }
    return -1;
  }

  private void count(int more) throws IOException {
    read += more;
    if (read > largest) {
      close();
      throw new BoundedBody.TooLargeException(largest);
    }
  }

  private void next() throws IOException {
    Part part = await();
    if (closed) {
      throw new IOException("the answer is not read any more");
    }
    if (part.error().isPresent()) {
      Throwable error = part.error().get();
      throw error instanceof IOException failed ? failed : new IOException(error);
    }
    if (part.last()) {
      ended = true;
      return;
    }
    current = part.buffers();
    index = 0;
    subscription.ifPresent(begun -> begun.request(1));
  }

  private Part await() throws IOException {
    try {
      Part part = parts.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
      if (part == null) {
        close();
        throw new HttpTimeoutException("the answer stopped in the middle");
      }
      return part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted", e);
    }
  }

  /** Gives up what has not been read; the connection is not used again then. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      subscription.ifPresent(Flow.Subscription::cancel);
      parts.add(END);
    }
  }
}
