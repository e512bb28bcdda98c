package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What items are known by.
 *
 * <p>At a source it is the UID, which stays the same however often an item is changed. What has
 * none, or can't be read, goes by the last part of its path, with a slash before it. A second
 * resource with the UID of another one, which RFC 4791 §4.1 forbids, has both.
 *
 * <p>In a destination it is a number made of the path.
 */
enum Keys {
  OF_SOURCE,
  OF_DESTINATION;

  /** The key of a resource. */
  ItemKey of(Href href, Optional<String> uid) {
    return switch (this) {
      case OF_SOURCE -> new ItemKey(uid.orElseGet(() -> "/" + href.name()));
      case OF_DESTINATION -> ItemKey.of(number(href));
    };
  }

  /** The key of a resource whose UID another one has as well. */
  ItemKey ofTwin(Href href, Optional<String> uid) {
    return this == OF_SOURCE ? new ItemKey(uid.orElse("") + "/" + href.name()) : of(href, uid);
  }

  /** What a copy is known by in the ledger: nothing, a colon, and its number. */
  static String destinationId(Href href) {
    return ":" + number(href);
  }

  /**
   * The name of the resource that an item is written to: always the same one.
   *
   * @param from the folder at the source; an item whose key is no UID has its key there only, and
   *     another item may get it when the folder is made anew, which the hash of the content tells
   * @param trace the item as it is delivered
   * @param isUid whether the key is the UID of the item
   */
  static String resourceName(FolderPath from, Trace trace, boolean isUid, boolean card) {
    String key = trace.key().value();
    String text = isUid ? key : from + "\n" + key + "\n" + trace.hash();
    return HexFormat.of().formatHex(hash(text), 0, 16) + (card ? ".vcf" : ".ics");
  }

  private static long number(Href href) {
    return ByteBuffer.wrap(hash(href.path())).getLong() & Long.MAX_VALUE;
  }

  /** A short name for a place, to notice that it is another one. */
  static String mark(Href href) {
    return HexFormat.of().formatHex(hash(href.path()), 0, 8);
  }

  /** A name for what has none. */
  static String hash(Content content) {
    return HexFormat.of().formatHex(hash(content.toByteArray()), 0, 16);
  }

  private static byte[] hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
