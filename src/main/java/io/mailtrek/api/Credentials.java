package io.mailtrek.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether somebody knows the token. Wrong ones are limited by the address that they come
 * from. The right one is taken all the same: it can't be found by trying, and nobody on the same
 * machine can lock its owner out.
 */
final class Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

  private final ApiToken token;
  private final WrongTokens wrong = new WrongTokens();

  Credentials(ApiToken token) {
    this.token = token;
  }

  /** Why a token is not taken; empty when it is the right one. */
  Optional<Problem> refusal(RoutingContext context, String presented) {
    if (token.is(presented)) {
      return Optional.empty();
    }
    String address = context.request().remoteAddress().hostAddress();
    if (wrong.count(address)) {
      return Optional.of(new Problem(401, "This is not the token in " + ApiToken.FILE + "."));
    }
    LOG.warn("Too many wrong tokens for the API from {}.", address);
    context.response().putHeader(HttpHeaders.RETRY_AFTER, "60");
    return Optional.of(new Problem(429, "Too many wrong tokens: try again in a minute."));
  }
}
