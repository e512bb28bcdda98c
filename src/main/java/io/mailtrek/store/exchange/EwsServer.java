package io.mailtrek.store.exchange;

import io.mailtrek.store.Login;
import io.mailtrek.store.limit.SessionTraffic;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * One Exchange server as all sessions with it share it: connections, the number of requests at
 * once, tokens, and where the services of mailboxes are. Safe for use by many threads.
 */
final class EwsServer {
  private final ExchangeUri uri;
  private final HttpClient http;
  private final Semaphore gate;
  private final TokenSource tokens;

  /** By mailbox: in a large organization they are on several servers. */
  private final Map<String, URI> services;

  private EwsServer(
      ExchangeUri uri,
      HttpClient http,
      Semaphore gate,
      TokenSource tokens,
      Map<String, URI> services) {
    this.uri = uri;
    this.http = http;
    this.gate = gate;
    this.tokens = tokens;
    this.services = services;
  }

  /**
   * The server at an address; nothing is connected yet.
   *
   * @throws IllegalArgumentException when the truststore can't be read
   */
  static EwsServer of(ExchangeUri uri) {
    HttpClient http = connections(uri);
    TokenSource tokens =
        uri.tokens()
            .<TokenSource>map(
                endpoint ->
                    new ClientCredentials(endpoint, http, uri.connecting(), System::nanoTime))
            .orElseGet(TokenSource::passwords);
    return new EwsServer(
        uri, http, new Semaphore(uri.atOnce(), true), tokens, new ConcurrentHashMap<>());
  }

  private static HttpClient connections(ExchangeUri uri) {
    Supplier<SSLContext> tls = uri.connecting().tls();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(uri.connecting().connectTimeout())
            // A few long answers at once: they do not gain by sharing a connection.
            .version(HttpClient.Version.HTTP_1_1);
    return uri.tls() ? builder.sslContext(tls.get()).build() : builder.build();
  }

  /** The same for somebody who waits no longer than this for anything. */
  EwsServer within(Duration longest) {
    return new EwsServer(uri.within(longest), http, gate, tokens, services);
  }

  /** Where it is. */
  ExchangeUri uri() {
    return uri;
  }

  /** What sends the requests of one session; to be closed with it. */
  EwsClient client(Login login, SessionTraffic traffic) {
    EwsHttp session = new EwsHttp(http, gate, uri.connecting().readTimeout(), uri.server());
    return new EwsClient(uri, session, new EwsLogin(uri, login, tokens), traffic, services);
  }
}
