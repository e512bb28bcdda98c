package io.mailtrek.store.dav;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.limit.SessionTraffic;
import io.mailtrek.store.net.BoundedBody;
import io.mailtrek.store.net.HttpFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * Sends requests for one mailbox and waits for their answers. The login goes with each request, and
 * only to the server of the settings; redirects are followed there, and nowhere else. Safe for use
 * by many threads.
 */
final class DavClient implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final DavUri uri;
  private final HttpClient http;
  private final Login login;
  private final SessionTraffic traffic;
  private final Semaphore atOnce;
  private final Map<Long, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean loggedIn;
  private volatile Optional<SSLSession> tlsSession = Optional.empty();
  private volatile long roundTripNanos = Long.MAX_VALUE;

  /**
   * @param http shared with other mailboxes, because a connection is nobody's
   * @param atOnce how many requests may be under way together
   */
  DavClient(DavUri uri, HttpClient http, Login login, SessionTraffic traffic, int atOnce) {
    this.uri = uri;
    this.http = http;
    this.login = login;
    this.traffic = traffic;
    this.atOnce = new Semaphore(atOnce);
  }

  /** Connections of a store, to be shared by all its sessions. */
  static HttpClient connections(DavUri uri) {
    Supplier<SSLContext> tls = uri.connecting().tls();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(uri.connecting().connectTimeout())
            // In the clear an offer of HTTP/2 is a header that some servers stumble over.
            .version(uri.tls() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    return uri.tls() ? builder.sslContext(tls.get()).build() : builder.build();
  }

  DavUri uri() {
    return uri;
  }

  Login login() {
    return login;
  }

  SessionTraffic traffic() {
    return traffic;
  }

  /** The address of a path on the server. */
  URI at(Href href) {
    return uri.root().resolve(href.raw());
  }

  /** The terms of TLS of the last answer; empty in the clear. */
  Optional<SSLSession> tlsSession() {
    return tlsSession;
  }

  /** The shortest that an answer has taken; empty before the first. */
  Optional<Duration> roundTrip() {
    long nanos = roundTripNanos;
    return nanos == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  /**
   * Sends a request, once no pause is kept, and as often as the server only asks to come later.
   *
   * @return whatever the server answers, but for a refused login, a pause or a redirect
   */
  DavResponse send(DavRequest request) throws StoreException {
    while (true) {
      traffic.await();
      DavResponse answer = followed(request);
      if (answer.status() == 401) {
        answer = loggedIn ? followed(request) : answer;
        if (answer.status() == 401) {
          throw DavErrors.loginRefused(this, answer);
        }
      }
      if (!throttles(answer)) {
        loggedIn |= answer.status() < 400;
        return answer;
      }
      if (!traffic.mayWait()) {
        throw new TransientException(
            uri.server() + " answered " + answer.words(), null, answer.retryAfter());
      }
      traffic.throttled(false, answer.retryAfter(), answer.words());
    }
  }

  /**
   * Looks whether a server is there, without a login; whatever it answers will do.
   *
   * @throws StoreException why it can't be reached
   */
  void greet() throws StoreException {
    DavRequest request = DavRequest.of("OPTIONS", uri.root());
    HttpRequest bare =
        HttpRequest.newBuilder(request.uri())
            .timeout(uri.connecting().readTimeout())
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      exchange(request, bare);
    } catch (IOException e) {
      throw HttpFailure.of(uri.root(), request, e);
    }
  }

  /** RFC 6585 §4, RFC 9110 §15.6.4. */
  private static boolean throttles(DavResponse answer) {
    return answer.status() == 429
        || (answer.status() == 503 && !answer.retryAfter().equals(Duration.ZERO));
  }

  private DavResponse followed(DavRequest request) throws StoreException {
    DavRequest next = request;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      DavResponse answer = again(next);
      Optional<String> location = answer.header("Location");
      if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      next = next.at(redirect(next, location.get()));
    }
    throw new FatalException(
        Problem.LOGIN_IMPOSSIBLE,
        uri.server() + " redirects " + request + " in a circle: check the address of the server");
  }

  private URI redirect(DavRequest from, String location) throws FatalException {
    URI to;
    try {
      to = from.uri().resolve(location.strip());
    } catch (IllegalArgumentException e) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          uri.server() + " redirects " + from + " to what is no address: " + location,
          e);
    }
    if (!sameServer(to)) {
      throw new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          uri.server()
              + " redirects "
              + from
              + " to another server, which must not get the login: "
              + to.getScheme()
              + "://"
              + to.getRawAuthority()
              + to.getRawPath()
              + ". If it is the right one, put it into the address of the server");
    }
    return to;
  }

  /** Whether an address is of the server of the settings, with its protection. */
  boolean sameServer(URI other) {
    URI root = uri.root();
    int standard = uri.tls() ? 443 : 80;
    return root.getScheme().equalsIgnoreCase(other.getScheme())
        && root.getHost().equalsIgnoreCase(other.getHost() == null ? "" : other.getHost())
        && root.getPort() == (other.getPort() < 0 ? standard : other.getPort());
  }

  /**
   * Once more where the connection was lost: what only looks may be repeated, a resource is only
   * written where there is none, and what was made or removed is found so.
   */
  private DavResponse again(DavRequest request) throws StoreException {
    try {
      return exchange(request, build(request));
    } catch (IOException e) {
      if (closed || !HttpFailure.lost(e)) {
        throw HttpFailure.of(uri.root(), request, e);
      }
    }
    try {
      return exchange(request, build(request));
    } catch (IOException e) {
      throw HttpFailure.of(uri.root(), request, e);
    }
  }

  private DavResponse exchange(DavRequest request, HttpRequest built)
      throws IOException, StoreException {
    take(request);
    if (closed) {
      atOnce.release();
      throw closedException();
    }
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            built, head -> new BoundedBody(request.largest(), uri.connecting().readTimeout()));
    long number = requests.incrementAndGet();
    inFlight.put(number, answer);
    try {
      if (closed) {
        throw closedException();
      }
      HttpResponse<byte[]> response = answer.get();
      roundTripNanos = Math.min(roundTripNanos, System.nanoTime() - begun);
      tlsSession = response.sslSession();
      return new DavResponse(request, response.statusCode(), response.headers(), response.body());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException lost) {
        throw lost;
      }
      throw new FatalException(request + " at " + uri.server() + " failed: " + e.getCause(), e);
    } catch (CancellationException e) {
      throw closedException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted during " + request + " at " + uri.server(), e);
    } finally {
      answer.cancel(true);
      inFlight.remove(number);
      atOnce.release();
    }
  }

  private void take(DavRequest request) throws TransientException {
    try {
      atOnce.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("Interrupted before " + request + " at " + uri.server(), e);
    }
  }

  private HttpRequest build(DavRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(uri.connecting().readTimeout())
            .header("User-Agent", "MailTrek")
            .header("Authorization", uri.auth().header(login));
    request.headers().forEach(builder::header);
    return builder
        .method(
            request.method(),
            request.body().size() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofInputStream(request.body()::stream),
                    request.body().size()))
        .build();
  }

  TransientException closedException() {
    return new TransientException("The session with " + uri.server() + " is closed", null);
  }

  /** Ends all requests that are under way. */
  @Override
  public void close() {
    closed = true;
    inFlight.values().forEach(answer -> answer.cancel(true));
  }
}
