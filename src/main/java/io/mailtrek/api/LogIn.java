package io.mailtrek.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /api/session}: logs browsers in by the token, and out. A browser then shows a cookie,
 * which scripts can't read and other sites can't have sent. The gate asks it, for who logs in has
 * nothing else to show.
 */
final class LogIn {
  /** Its only path. */
  static final String PATH = "/api/session";

  /** The header of requests that change something. */
  static final String CSRF = "X-MailTrek-Csrf";

  /** The header of requests that nobody has caused by a click or a key. */
  private static final String BACKGROUND = "X-MailTrek-Background";

  private static final String COOKIE = "mailtrek-session-";
  private static final int LONGEST_BODY = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Credentials credentials;
  private final Sessions sessions;
  private final String project;

  private record Order(String token) {}

  /**
   * @param project the name of the project
   */
  LogIn(Credentials credentials, Sessions sessions, String project) {
    this.credentials = credentials;
    this.sessions = sessions;
    this.project = project;
  }

  /** Answers what is asked at {@link #PATH}. */
  void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (!Origin.isOwn(context.request())) {
      Gate.answer(context, Gate.FOREIGN);
    } else if (method.equals(HttpMethod.POST)) {
      logIn(context);
    } else if (method.equals(HttpMethod.DELETE)) {
      session(context).ifPresentOrElse(session -> logOut(context, session), () -> refuse(context));
    } else if (method.equals(HttpMethod.GET)) {
      session(context).ifPresentOrElse(session -> tell(context, session), () -> refuse(context));
    } else {
      refuse(context);
    }
  }

  private static void refuse(RoutingContext context) {
    Gate.refuse(context, new Problem(401, "Nobody is logged in."));
  }

  /** The session whose cookie a request has. */
  Optional<Session> session(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(name(context)))
        .flatMap(cookie -> sessions.find(cookie.getValue()));
  }

  /** Cookies are the same for all ports of a machine, where several services may run. */
  private static String name(RoutingContext context) {
    return COOKIE + context.request().localAddress().port();
  }

  /**
   * Whether a request of a session may be answered, which it lasts longer by, unless nobody has
   * caused it.
   *
   * @return what is wrong with it; empty when nothing is
   */
  Optional<Problem> check(RoutingContext context, Session session) {
    if (!Origin.isOwn(context.request())) {
      return Optional.of(Gate.FOREIGN);
    }
    HttpMethod method = context.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!reads && !isCsrf(context, session)) {
      return Optional.of(
          new Problem(
              403, "The header " + CSRF + " of this log-in is missing. Load the page anew."));
    }
    if (context.request().getHeader(BACKGROUND) == null
        && !context.request().path().equals(EventStream.PATH)) {
      sessions.use(session);
    }
    return Optional.empty();
  }

  private static boolean isCsrf(RoutingContext context, Session session) {
    String header = context.request().getHeader(CSRF);
    return header != null && ApiToken.same(session.csrf(), header);
  }

  private void logIn(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      Gate.answer(
          context,
          new Problem(415, "The body has to be JSON, with Content-Type: application/json."));
      return;
    }
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      Gate.answer(context, new Problem(411, "The length of the body has to be told."));
      return;
    }
    if (!isShort(length)) {
      Gate.answer(context, new Problem(413, "The body is too large for a token."));
      return;
    }
    var unused =
        context
            .request()
            .body()
            .onSuccess(body -> logIn(context, body))
            .onFailure(failure -> context.request().connection().close());
  }

  private static boolean isShort(String length) {
    return length.matches("\\d{1,4}") && Integer.parseInt(length) <= LONGEST_BODY;
  }

  private void logIn(RoutingContext context, Buffer body) {
    Optional<String> token = token(body);
    if (token.isEmpty()) {
      Gate.answer(context, Problem.badRequest("The body has to be {\"token\":\"…\"}."));
      return;
    }
    Optional<Problem> problem = credentials.refusal(context, token.get().strip());
    if (problem.isPresent()) {
      Gate.refuse(context, problem.get());
      return;
    }
    session(context).ifPresent(sessions::close);
    Session session = sessions.open();
    context.response().addCookie(cookie(context, session.id()));
    tell(context, session);
  }

  private static Optional<String> token(Buffer body) {
    try {
      return Optional.ofNullable(JSON.readValue(body.getBytes(), Order.class)).map(Order::token);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void logOut(RoutingContext context, Session session) {
    if (!isCsrf(context, session)) {
      Gate.answer(context, new Problem(403, "The header " + CSRF + " of this log-in is missing."));
      return;
    }
    sessions.close(session);
    context.response().addCookie(cookie(context, "").setMaxAge(0));
    var unused = context.response().setStatusCode(204).end();
  }

  private static Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(name(context), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(context.request().isSSL());
  }

  private void tell(RoutingContext context, Session session) {
    var unused =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(
                Answers.write(
                    new SessionAnswer(
                        session.csrf(), sessions.idleTimeout().toSeconds(), project)));
  }
}
