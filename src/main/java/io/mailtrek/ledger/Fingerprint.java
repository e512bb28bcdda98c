package io.mailtrek.ledger;

import io.mailtrek.store.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * By what an item is recognised when all keys of its folder have changed: Message-ID, date and
 * size; the hash of the content takes part only where there is no Message-ID, because a server may
 * write a header anew when it gives new keys.
 *
 * @param high the first eight bytes of a SHA-256
 * @param low the next eight
 */
public record Fingerprint(long high, long low) {

  /** The fingerprint of the item at the source. */
  public static Fingerprint of(Trace delivered) {
    Trace trace = delivered.source();
    MessageDigest digest = sha256();
    byte[] name =
        trace.messageId().orElseGet(() -> "#" + trace.hash()).getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(20)
            .putInt(name.length)
            .putLong(trace.date().orElse(Long.MIN_VALUE))
            .putLong(trace.size())
            .flip());
    return of(digest.digest(name));
  }

  /** Reads what {@link #bytes} gave. */
  static Fingerprint of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Fingerprint(buffer.getLong(), buffer.getLong());
  }

  /** The sixteen bytes. */
  byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
