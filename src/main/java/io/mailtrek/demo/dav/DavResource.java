package io.mailtrek.demo.dav;

import java.nio.charset.StandardCharsets;

/**
 * An item in a collection.
 *
 * @param name the last part of its URL
 * @param content its bytes
 * @param revision of the collection when it was stored
 * @param uid its UID; empty when it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record DavResource(String name, byte[] content, long revision, String uid) {

  /** Its version. */
  public String etag() {
    return "\"" + revision + "-" + content.length + "\"";
  }

  /** The content as text. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
