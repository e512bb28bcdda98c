package io.mailtrek.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * By what a copy of an item can be recognised: at the destination after a crash, by what was
 * delivered; at the source after all keys have changed, by what the item was there. The two differ
 * only where a step of the route replaced the content.
 *
 * @param key the item at the source
 * @param messageId its Message-ID header, trimmed; empty when it has none
 * @param date its date in seconds since 1970 (UTC); empty when it has none
 * @param size the size of the content in bytes
 * @param hash a hash of the content in lower-case hexadecimal: SHA-256 where there is no
 *     Message-ID; where there is one, CRC-32 and CRC-32C
 * @param replaced the trace of the item at the source, where other content was delivered
 */
public record Trace(
    ItemKey key,
    Optional<String> messageId,
    Optional<Long> date,
    long size,
    String hash,
    Optional<Trace> replaced) {

  /** The trace of an item that was delivered as it was. */
  public Trace(
      ItemKey key, Optional<String> messageId, Optional<Long> date, long size, String hash) {
    this(key, messageId, date, size, hash, Optional.empty());
  }

  /** This trace of what was delivered, where the item at the source had another. */
  public Trace insteadOf(Trace source) {
    return new Trace(key, messageId, date, size, hash, Optional.of(source));
  }

  /** The trace of the item at the source. */
  public Trace source() {
    return replaced.orElse(this);
  }

  /** The trace of an item with this content. */
  public static Trace of(Item item, Content content) {
    Optional<String> messageId =
        content.opaque() ? item.messageId() : MessageHeader.of(content).messageId();
    return new Trace(
        item.key(),
        messageId,
        item.date().map(OffsetDateTime::toEpochSecond),
        content.size(),
        hash(content, messageId.isPresent()));
  }

  /**
   * The trace of an item that was only listed, with its Message-ID. It lacks the hash, which does
   * not matter where there is a Message-ID.
   */
  public static Trace listed(Item item) {
    return new Trace(
        item.key(),
        item.messageId(),
        item.date().map(OffsetDateTime::toEpochSecond),
        item.size(),
        "");
  }

  /** The hash of a content, see {@link #hash()}. */
  public static String hash(Content content) {
    return hash(content, MessageHeader.of(content).messageId().isPresent());
  }

  /**
   * Beside a Message-ID, a date and a size two checksums tell as much as is needed, and cost a
   * fraction of a cryptographic hash, which would be the dearest step of a whole migration.
   */
  private static String hash(Content content, boolean hasMessageId) {
    if (hasMessageId) {
      CRC32 crc32 = new CRC32();
      CRC32C crc32c = new CRC32C();
      content.update(crc32);
      content.update(crc32c);
      return HexFormat.of().toHexDigits((crc32.getValue() << 32) | crc32c.getValue());
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.update(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
