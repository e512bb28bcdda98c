package io.mailtrek.store.dav;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path of a resource (RFC 4918 §8.3). Servers write one and the same path with other characters
 * encoded each time, so paths are compared decoded, and kept as the server wrote them.
 *
 * @param raw as the server writes it: encoded, absolute
 * @param path decoded, without a slash at its end
 */
record Href(String raw, String path) {

  /** A path as the server writes it, encoded. */
  static Href ofRaw(String raw) {
    String decoded = decode(raw);
    return new Href(
        raw, decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded);
  }

  /**
   * What a server wrote in an answer.
   *
   * @param text a URL, an absolute path, or what some servers write instead: a path with characters
   *     that should be encoded
   * @param asked the address that was asked
   * @return empty when it is of another server, or can't be read
   */
  static Optional<Href> of(String text, URI asked) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = asked.resolve(new URI(stripped));
    } catch (URISyntaxException | IllegalArgumentException e) {
      int authority = stripped.indexOf("://");
      int slash = stripped.indexOf('/', authority < 0 ? 0 : authority + 3);
      if (slash < 0 || (authority < 0 && slash > 0)) {
        return Optional.empty();
      }
      String encoded = stripped.substring(0, slash) + encodePath(stripped.substring(slash));
      return encoded.equals(stripped) ? Optional.empty() : of(encoded, asked);
    }
    boolean here =
        asked.getHost().equalsIgnoreCase(uri.getHost() == null ? "" : uri.getHost())
            && uri.getRawPath() != null;
    return here
        ? Optional.of(ofRaw(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()))
        : Optional.empty();
  }

  /** The last name, decoded. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A resource in this collection. */
  Href child(String name) {
    return ofRaw(folder() + encode(name));
  }

  /** A collection in this one. */
  Href childCollection(String name) {
    return ofRaw(folder() + encode(name) + "/");
  }

  private String folder() {
    return raw.endsWith("/") ? raw : raw + "/";
  }

  /** Whether it is directly in a collection. */
  boolean isIn(Href collection) {
    return path.lastIndexOf('/') == collection.path.length() && path.startsWith(collection.path);
  }

  boolean same(Href other) {
    return path.equals(other.path);
  }

  @Override
  public String toString() {
    return raw;
  }

  private static String encodePath(String path) {
    return Stream.of(path.split("/", -1))
        .map(part -> encode(decode(part)))
        .collect(Collectors.joining("/"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
  }

  /** Like a URL decoder, but what is no escape stands for itself. */
  private static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
