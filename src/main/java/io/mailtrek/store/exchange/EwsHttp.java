package io.mailtrek.store.exchange;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.net.StreamedBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The requests of one session: through the gate that all sessions with the server share, and ended
 * together with the session. Safe for use by many threads.
 */
final class EwsHttp implements AutoCloseable {
  /** An attachment of 150 MB in base64, and more than that. */
  private static final long LARGEST = 512L * 1024 * 1024;

  /** As much of a page of an error as a message may want to tell. */
  private static final int PAGE = 64 * 1024;

  private static final long LOOK_MILLIS = 50;

  private final HttpClient http;
  private final Semaphore gate;
  private final Duration silence;
  private final String server;
  private final Set<Answer> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param http shared with other mailboxes, because a connection is nobody's
   * @param gate has a permit for each request that may be under way
   * @param silence how long the server may be silent while it owes something
   * @param server for messages
   */
  EwsHttp(HttpClient http, Semaphore gate, Duration silence, String server) {
    this.http = http;
    this.gate = gate;
    this.silence = silence;
    this.server = server;
  }

  /** An answer whose body is still to be read. Holds the permit until it is closed. */
  final class Answer implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final StreamedBody body = new StreamedBody(LARGEST, silence);
    private final CompletableFuture<HttpResponse<InputStream>> response;

    private Answer(HttpRequest request) {
      response = http.sendAsync(request, head -> body);
    }

    HttpResponse<InputStream> response() {
      return response.join();
    }

    int status() {
      return response().statusCode();
    }

    HttpHeaders headers() {
      return response().headers();
    }

    InputStream body() {
      return body;
    }

    /** The text of a body that is no answer, as far as it is of use. */
    String page() throws IOException {
      return new String(body.readNBytes(PAGE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      if (over.compareAndSet(false, true)) {
        response.cancel(true);
        body.close();
        open.remove(this);
        gate.release();
      }
    }
  }

  /** Sends a request, and waits until the answer begins. */
  Answer exchange(HttpRequest request) throws IOException, StoreException {
    take();
    Answer answer = new Answer(request);
    open.add(answer);
    boolean begun = false;
    try {
      if (!closed) {
        answer.response.get();
        begun = true;
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException lost) {
        throw lost;
      }
      throw new FatalException("A request to " + server + " failed: " + e.getCause(), e);
    } catch (CancellationException e) {
      throw closedException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted during a request to " + server, e);
    } finally {
      if (!begun) {
        answer.close();
      }
    }
    if (!begun) {
      throw closedException();
    }
    return answer;
  }

  /** Looks now and then whether the session is closed, because others hold the permits. */
  private void take() throws TransientException {
    try {
      while (!closed) {
        if (gate.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted before a request to " + server, e);
    }
    throw closedException();
  }

  boolean closed() {
    return closed;
  }

  TransientException closedException() {
    return new TransientException("The session with " + server + " is closed", null);
  }

  /** Ends all requests that are under way. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Answer::close);
  }
}
