package io.mailtrek.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before everything that the server has, and lets through who brings the token ({@code
 * Authorization: Bearer}, RFC 6750), or the cookie of a browser that has logged in by it. It is the
 * only place that decides this. By their path it knows only the log-in and the files of the
 * console, which it has answered itself: a path that is written in another way is refused.
 */
final class Gate implements AuthenticationHandler {
  /** What a page of another site gets. */
  static final Problem FOREIGN = new Problem(403, "Another site has made this request.");

  private static final String SCHEME = "bearer ";

  /** The headers of requests that belong into answers as well. */
  private static final Set<String> OF_ANSWERS =
      Set.of("cache-control", "connection", "content-length", "content-type", "transfer-encoding");

  private final Credentials credentials;
  private final LogIn logIn;
  private final ConsoleFiles files = new ConsoleFiles();

  /**
   * @param project the name of the project
   */
  Gate(ApiToken token, Sessions sessions, String project) {
    this.credentials = new Credentials(token);
    this.logIn = new LogIn(credentials, sessions, project);
  }

  @Override
  public void handle(RoutingContext context) {
    protect(context);
    if (LogIn.PATH.equals(context.request().path())) {
      logIn.handle(context);
      return;
    }
    Optional<String> presented = presented(context);
    if (presented.isPresent()) {
      goOnUnless(credentials.refusal(context, presented.get()), context);
      return;
    }
    if (files.answer(context)) {
      return;
    }
    Optional<Session> session = logIn.session(context);
    if (session.isPresent()) {
      context.put(Session.OF_REQUEST, session.get());
      goOnUnless(logIn.check(context, session.get()), context);
    } else {
      refuse(context, new Problem(401, "The token in " + ApiToken.FILE + " is needed."));
    }
  }

  private static void goOnUnless(Optional<Problem> problem, RoutingContext context) {
    problem.ifPresentOrElse(found -> refuse(context, found), context::next);
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

  /** Ends a request that shows nothing, or something wrong. */
  static void refuse(RoutingContext context, Problem problem) {
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
