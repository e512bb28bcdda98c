package io.mailtrek.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything that the server has, and lets through who brings the token ({@code
 * Authorization: Bearer}, RFC 6750). It is the only place that decides this. It looks at no path,
 * so no way of writing a path goes around it.
 *
 * <p>Wrong tokens are limited by the address that they come from. A right token passes all the
 * same: it can't be found by trying, and nobody on the same machine can lock its owner out.
 */
final class Gate implements AuthenticationHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String SCHEME = "bearer ";

  /** The headers of requests that belong into answers as well. */
  private static final Set<String> OF_ANSWERS =
      Set.of("cache-control", "connection", "content-length", "content-type", "transfer-encoding");

  private final ApiToken token;
  private final WrongTokens wrong = new WrongTokens();

  Gate(ApiToken token) {
    this.token = token;
  }

  @Override
  public void handle(RoutingContext context) {
    protect(context);
    Optional<String> presented = presented(context);
    if (presented.isEmpty()) {
      refuse(context, new Problem(401, "The token in " + ApiToken.FILE + " is needed."));
    } else if (token.is(presented.get())) {
      context.next();
    } else if (wrong.count(context.request().remoteAddress().hostAddress())) {
      refuse(context, new Problem(401, "This is not the token in " + ApiToken.FILE + "."));
    } else {
      LOG.warn(
          "Too many wrong tokens for the API from {}.",
          context.request().remoteAddress().hostAddress());
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "60");
      refuse(context, new Problem(429, "Too many wrong tokens: try again in a minute."));
    }
  }

  /** What browsers are to know of every answer; and no header of the request goes back. */
  private static void protect(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'");
    MultiMap asked = context.request().headers();
    context.addHeadersEndHandler(
        end ->
            asked.names().stream()
                .filter(name -> !OF_ANSWERS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(response.headers()::remove));
  }

  private static Optional<String> presented(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(value -> value.substring(SCHEME.length()).strip());
  }

  private static void refuse(RoutingContext context, Problem problem) {
    if (problem.status() == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"MailTrek\"");
    }
    answer(context, problem);
  }

  /** Ends a request with a problem. */
  static void answer(RoutingContext context, Problem problem) {
    var unused =
        context
            .response()
            .setStatusCode(problem.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .end(problem.json());
  }
}
