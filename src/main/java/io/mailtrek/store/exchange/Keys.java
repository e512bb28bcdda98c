package io.mailtrek.store.exchange;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What items are known by. At a source it is the item id, never the change key. In a destination it
 * is a number made of the item id.
 */
final class Keys {

  private Keys() {}

  /** The key that an item of a destination is shown with. */
  static ItemKey ofCopy(String itemId) {
    return ItemKey.of(number(itemId));
  }

  /** What a copy is known by in the ledger: nothing, a colon, and its number. */
  static String destinationId(String itemId) {
    return ":" + number(itemId);
  }

  /** A short name for an id, to notice that it is another one. */
  static String mark(String id) {
    return HexFormat.of().formatHex(hash(id), 0, 8);
  }

  /**
   * What {@link Fields#mailTrekKey} of a copy is set to: the same for each try.
   *
   * @param from the folder at the source
   */
  static String mailTrekKey(FolderPath from, Trace trace) {
    return HexFormat.of().formatHex(hash(from + "\n" + trace.key().value()), 0, 24);
  }

  private static long number(String itemId) {
    return ByteBuffer.wrap(hash(itemId)).getLong() & Long.MAX_VALUE;
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
