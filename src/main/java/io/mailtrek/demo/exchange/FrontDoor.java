package io.mailtrek.demo.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets in who has logged in, by Basic (RFC 7617) or by a token (RFC 6750). */
final class FrontDoor implements ExchangeHandler {
  static final String EWS = "/EWS/Exchange.asmx";
  static final String AUTODISCOVER = "/autodiscover/autodiscover.xml";
  static final String TOKEN = "/oauth2/token";

  private final ExchangeOrganization organization;
  private final EwsService service;
  private final Autodiscover autodiscover;
  private final TokenEndpoint tokens;

  FrontDoor(ExchangeOrganization organization, Supplier<String> url) {
    this.organization = organization;
    this.service = new EwsService(organization);
    this.autodiscover = new Autodiscover(organization, url);
    this.tokens = new TokenEndpoint(organization);
  }

  @Override
  public ExchangeReply handle(ExchangeRequest request) throws IOException {
    if (request.path().equals(TOKEN)) {
      return tokens.handle(request);
    }
    Optional<String> login = request.header("authorization").flatMap(this::login);
    if (login.isEmpty()) {
      return ExchangeReply.of(401, "Log in").with("WWW-Authenticate", "Basic realm=\"127.0.0.1\"");
    }
    if (request.path().equalsIgnoreCase(AUTODISCOVER)) {
      return autodiscover.handle(request);
    }
    if (!request.path().equalsIgnoreCase(EWS)) {
      return ExchangeReply.of(404, "Not found");
    }
    if (request.body().length > organization.requestSizeLimit()) {
      return ExchangeReply.of(400, "");
    }
    return service.handle(request, login.get());
  }

  private Optional<String> login(String header) {
    String[] parts = header.split(" ", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(parts[1].strip());
      case "bearer" -> organization.loginOfToken(parts[1].strip());
      default -> Optional.empty();
    };
  }

  private Optional<String> basic(String credentials) {
    try {
      byte[] decoded = Base64.getDecoder().decode(credentials);
      String[] both = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return both.length == 2 && organization.knows(both[0], both[1])
          ? Optional.of(both[0])
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
