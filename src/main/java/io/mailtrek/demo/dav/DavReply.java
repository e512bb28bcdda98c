package io.mailtrek.demo.dav;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers its headers, but for the length
 * @param body what is sent
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record DavReply(int status, Map<String, String> headers, byte[] body) {

  /** Makes the map immutable. */
  public DavReply {
    headers = Map.copyOf(headers);
  }

  /** An answer without a body. */
  public static DavReply of(int status) {
    return new DavReply(status, Map.of(), new byte[0]);
  }

  /** An answer with a text. */
  public static DavReply of(int status, String text) {
    return new DavReply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer in XML. */
  public static DavReply xml(int status, String text) {
    return new DavReply(
        status,
        Map.of("Content-Type", "application/xml; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal by a precondition (RFC 4918 §16). */
  public static DavReply refused(int status, QName precondition) {
    return refused(status, precondition, "");
  }

  /** A refusal by a precondition that names a resource, as no-uid-conflict does. */
  public static DavReply refused(int status, QName precondition, String content) {
    return xml(
        status,
        XmlText.HEAD
            + XmlText.element(DavName.ERROR, XmlText.element(precondition, content), true));
  }

  /** The same answer with one header more. */
  public DavReply with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new DavReply(status, all, body);
  }

  /** The same answer without a header. */
  public DavReply without(String name) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.remove(name);
    return new DavReply(status, all, body);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
