package io.mailtrek.demo.dav;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method {@code PROPFIND}
 * @param path what it is about
 * @param headers by names in lower case
 * @param body what was sent, empty when nothing was
 * @param user who has logged in; empty as long as nobody has
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record DavRequest(
    String method, DavPath path, Map<String, String> headers, byte[] body, Optional<DavUser> user) {

  /** The value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same request of somebody who has logged in. */
  public DavRequest by(DavUser who) {
    return new DavRequest(method, path, headers, body, Optional.of(who));
  }
}
