package io.mailtrek.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web console, which are those below {@code console} in the JAR. They are the same
 * for everybody and hold no data, so they are all that is open without a log-in. Safe for use by
 * many threads.
 */
final class ConsoleFiles {
  /** What names may be: none that has a way up, a way out, or an encoded character in it. */
  private static final String PART = "[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*";

  private static final Pattern OWN = Pattern.compile("/console(?:/" + PART + ")+");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final Map<String, ConsoleFile> known = new ConcurrentHashMap<>();

  /**
   * Answers a request for a file.
   *
   * @return false when it is for none; then nothing was answered
   */
  boolean answer(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      return false;
    }
    Optional<ConsoleFile> file = find(context.request().path());
    file.ifPresent(found -> send(context, found));
    return file.isPresent();
  }

  /** The file at a path, which is taken as it was sent: what is written otherwise is not there. */
  Optional<ConsoleFile> find(String path) {
    ConsoleFile before = known.get(path);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<ConsoleFile> file = resource(path).flatMap(ConsoleFiles::read);
    file.ifPresent(found -> known.put(path, found));
    return file;
  }

  private static Optional<String> resource(String path) {
    if (path.equals("/")) {
      return Optional.of("/console/index.html");
    }
    return OWN.matcher(path).matches() ? Optional.of(path) : Optional.empty();
  }

  private static Optional<ConsoleFile> read(String resource) {
    return ConsoleFile.mediaType(resource)
        .flatMap(type -> content(resource).map(bytes -> ConsoleFile.of(type, bytes)));
  }

  private static Optional<byte[]> content(String resource) {
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + resource + " in the JAR", e);
    }
  }

  private static void send(RoutingContext context, ConsoleFile file) {
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Security-Policy", POLICY)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .putHeader(HttpHeaders.ETAG, file.tag());
    if (file.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      var unused = response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(file.content().length));
    var unused =
        context.request().method().equals(HttpMethod.HEAD)
            ? response.end()
            : response.end(Buffer.buffer(file.content()));
  }
}
