package io.mailtrek.demo.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers its headers, but for the length
 * @param body what is sent
 * @param cutAfter after how many bytes of the body the connection is closed; as many as it has, or
 *     more, for a whole answer
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record ExchangeReply(int status, Map<String, String> headers, byte[] body, int cutAfter) {

  /** Makes the map immutable. */
  public ExchangeReply {
    headers = Map.copyOf(headers);
  }

  /** A whole answer. */
  public static ExchangeReply of(int status, String contentType, byte[] body) {
    return new ExchangeReply(status, Map.of("Content-Type", contentType), body, Integer.MAX_VALUE);
  }

  /** An answer with a text. */
  public static ExchangeReply of(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer in XML. */
  public static ExchangeReply xml(int status, Xml root) {
    return of(status, "text/xml; charset=utf-8", root.document());
  }

  /** The same answer with one header more. */
  public ExchangeReply with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ExchangeReply(status, all, body, cutAfter);
  }

  /** The same answer with another body. */
  public ExchangeReply withBody(byte[] other) {
    return new ExchangeReply(status, headers, other, cutAfter);
  }

  /** The same answer, of which not all arrives. */
  public ExchangeReply cut(int after) {
    return new ExchangeReply(status, headers, body, after);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
