package io.mailtrek.demo.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives access tokens: for the password of a user (RFC 6749 §4.3), or for the secret of a client
 * (§4.4), which is an admin here.
 */
final class TokenEndpoint implements ExchangeHandler {
  private final ExchangeOrganization organization;

  TokenEndpoint(ExchangeOrganization organization) {
    this.organization = organization;
  }

  @Override
  public ExchangeReply handle(ExchangeRequest request) {
    Map<String, String> form = new HashMap<>();
    for (String pair : request.text().split("&", -1)) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        form.put(decode(both[0]), decode(both[1]));
      }
    }
    boolean client = "client_credentials".equals(form.get("grant_type"));
    String login = form.getOrDefault(client ? "client_id" : "username", "");
    String secret = form.getOrDefault(client ? "client_secret" : "password", "");
    return organization
        .issueToken(login, secret)
        .map(
            token ->
                json(
                    200,
                    "{\"access_token\":\""
                        + token
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"))
        .orElseGet(
            () ->
                json(
                    400,
                    "{\"error\":\"invalid_grant\","
                        + "\"error_description\":\"The login is not right.\"}"));
  }

  private static ExchangeReply json(int status, String text) {
    return ExchangeReply.of(
        status, "application/json; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
