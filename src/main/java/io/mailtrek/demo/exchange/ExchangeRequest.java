package io.mailtrek.demo.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method {@code POST}
 * @param path what it is about
 * @param headers by names in lower case
 * @param body what was sent, empty when nothing was
 * @param soap the body as XML; empty where it is none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record ExchangeRequest(
    String method, String path, Map<String, String> headers, byte[] body, Optional<Xml> soap) {

  /** The value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** What the SOAP body holds. */
  public Optional<Xml> operation() {
    return soap.flatMap(envelope -> envelope.child("Body"))
        .flatMap(inner -> inner.children().stream().findFirst());
  }

  /** The name of the operation; empty where it is none. */
  public String name() {
    return operation().map(Xml::name).orElse("");
  }

  /** Whom an admin acts for. */
  public Optional<String> impersonated() {
    return soap.flatMap(e -> e.at("Header", "ExchangeImpersonation", "ConnectingSID"))
        .flatMap(sid -> sid.children().stream().findFirst())
        .map(sid -> sid.text().strip());
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
