package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request to a DAV server.
 *
 * @param method HTTP's or DAV's
 * @param uri what it is about
 * @param headers without those of the login
 * @param body may be empty
 * @param largest how many bytes the answer may have
 */
record DavRequest(String method, URI uri, Map<String, String> headers, Content body, long largest) {
  /** An answer of a list of resources, or of the contents of some. */
  static final long LARGE = 128L << 20;

  private static final String XML = "application/xml; charset=utf-8";
  private static final Set<String> CHANGING = Set.of("PUT", "MKCALENDAR", "MKCOL", "DELETE");
  private static final Content NOTHING = Content.of(new byte[0]);

  /** A request without a body. */
  static DavRequest of(String method, URI uri) {
    return new DavRequest(method, uri, Map.of(), NOTHING, LARGE);
  }

  /** A request with XML. */
  static DavRequest xml(String method, URI uri, byte[] xml) {
    return new DavRequest(method, uri, Map.of("Content-Type", XML), Content.of(xml), LARGE);
  }

  DavRequest with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new DavRequest(method, uri, more, body, largest);
  }

  DavRequest at(URI other) {
    return new DavRequest(method, other, headers, body, largest);
  }

  DavRequest atMost(long bytes) {
    return new DavRequest(method, uri, headers, body, bytes);
  }

  /** Whether it changes nothing, so that it may be sent again whatever became of it. */
  boolean safe() {
    return !CHANGING.contains(method);
  }

  /** The address without a host, as in {@code PROPFIND /calendars/anna/}. */
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
