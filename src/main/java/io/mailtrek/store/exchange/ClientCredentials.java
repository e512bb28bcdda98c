package io.mailtrek.store.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.exchange.ExchangeUri.TokenEndpoint;
import io.mailtrek.store.net.BoundedBody;
import io.mailtrek.store.net.Connecting;
import io.mailtrek.store.net.HttpFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/**
 * Tokens that an application gets for itself (RFC 6749 §4.4). Each is used until shortly before it
 * ends. Who wants one while another asks for it gets the same answer: one by one, all mailboxes
 * would wait for a server that hangs. Safe for use by many threads.
 */
final class ClientCredentials implements TokenSource {
  private static final long LARGEST = 1024 * 1024;
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenEndpoint endpoint;
  private final HttpClient http;
  private final Connecting connecting;
  private final LongSupplier nanos;

  /** Guarded by itself. Those that are not there yet are asked for by somebody. */
  private final Map<Secret, CompletableFuture<Token>> tokens = new HashMap<>();

  private record Token(Secret value, long end) {}

  ClientCredentials(
      TokenEndpoint endpoint, HttpClient http, Connecting connecting, LongSupplier nanos) {
    this.endpoint = endpoint;
    this.http = http;
    this.connecting = connecting;
    this.nanos = nanos;
  }

  @Override
  public String token(Login login) throws StoreException {
    CompletableFuture<Token> asked;
    boolean known;
    synchronized (tokens) {
      asked = tokens.get(login.secret());
      known = asked != null && !hasEnded(asked);
      if (!known) {
        asked = new CompletableFuture<>();
        tokens.put(login.secret(), asked);
      }
    }
    if (!known) {
      askFor(login.secret(), asked);
    }
    return await(asked).value().reveal();
  }

  private boolean hasEnded(CompletableFuture<Token> asked) {
    return asked.isDone() && asked.join().end() - nanos.getAsLong() <= 0;
  }

  private void askFor(Secret secret, CompletableFuture<Token> token) {
    try {
      token.complete(ask(secret));
    } catch (StoreException | RuntimeException | Error e) {
      // Whoever comes next asks again.
      synchronized (tokens) {
        tokens.remove(secret, token);
      }
      token.completeExceptionally(e);
    }
  }

  private Token await(CompletableFuture<Token> asked) throws StoreException {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw new FatalException("Asking " + host() + " for a token failed: " + e.getCause(), e);
    }
  }

  @Override
  public boolean refused(Login login, String token) {
    synchronized (tokens) {
      CompletableFuture<Token> current = tokens.get(login.secret());
      if (current != null && current.isDone() && current.join().value().reveal().equals(token)) {
        tokens.remove(login.secret());
      }
    }
    return true;
  }

  private Token ask(Secret secret) throws StoreException {
    String form =
        "grant_type=client_credentials&client_id="
            + encode(endpoint.clientId())
            + "&client_secret="
            + encode(secret.reveal())
            + "&scope="
            + encode(endpoint.scope());
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .timeout(connecting.readTimeout())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    long asked = nanos.getAsLong();
    HttpResponse<byte[]> answer = send(request);
    JsonNode json = json(answer);
    String token = json.path("access_token").asText("");
    if (answer.statusCode() != 200 || token.isEmpty()) {
      throw refusal(answer, json);
    }
    Duration life = Duration.ofSeconds(json.path("expires_in").asLong(3600));
    Duration margin = life.dividedBy(10).compareTo(MARGIN) < 0 ? life.dividedBy(10) : MARGIN;
    return new Token(new Secret(token), asked + life.minus(margin).toNanos());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws StoreException {
    try {
      return http.send(request, head -> new BoundedBody(LARGEST, connecting.readTimeout()));
    } catch (IOException e) {
      throw HttpFailure.of(endpoint.uri(), "the request for a token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private TransientException interrupted(InterruptedException e) {
    return new TransientException("Interrupted while asking " + host() + " for a token", e);
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /** RFC 6749 §5.2. */
  private StoreException refusal(HttpResponse<byte[]> answer, JsonNode json) {
    String message =
        "The application "
            + endpoint.clientId()
            + " got no token from "
            + host()
            + ": "
            + answer.statusCode()
            + " "
            + json.path("error").asText("")
            + " "
            + json.path("error_description").asText("");
    return answer.statusCode() >= 500 || answer.statusCode() == 429
        ? new TransientException(Problem.SERVER_TROUBLE, message.strip(), null, Duration.ZERO)
        : new FatalException(
            Problem.LOGIN_REFUSED,
            EwsErrors.sentence(
                message.strip(),
                "Check tokenEndpoint, clientId and scope in the address of the server, and that the"
                    + " password is the secret of the application"));
  }

  private String host() {
    return endpoint.uri().getHost();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
