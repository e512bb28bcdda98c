package io.mailtrek.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Tells by what browsers say of a request whether a page of this server has made it. */
final class Origin {
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private Origin() {}

  /**
   * Whether no other site has to do with it. What says nothing is no browser, or an old one: then
   * the cookie, which is not sent for other sites, and the header against forgery decide alone.
   */
  static boolean isOwn(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return (site == null || OWN_SITES.contains(site))
        && (origin == null || isHost(request, origin));
  }

  /** A proxy may end TLS before this server, so the scheme is not compared. */
  private static boolean isHost(HttpServerRequest request, String origin) {
    HostAndPort host = request.authority();
    return host != null
        && authority(origin).filter(each -> each.equalsIgnoreCase(host.toString())).isPresent();
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
