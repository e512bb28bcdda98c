package io.mailtrek.demo.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes ids as long as Exchange's. Of two items that were made one after the other, the ids differ
 * in the case of one letter alone, so that who compares them without case finds out.
 */
final class Ids {
  private Ids() {}

  static String item(String mailbox, long number) {
    return "AAMkA" + base(mailbox) + counter(number) + "AAAAAAAAAAA=";
  }

  static String folder(String mailbox, long number) {
    return "AQMkA" + base(mailbox) + counter(number) + "AAA=";
  }

  static String attachment(String item, long number) {
    return item.substring(0, item.length() - 1) + "BEgAQ" + counter(number) + "AA=";
  }

  static String changeKey(String id, int version) {
    return "CQAAABYAAAD" + hash("SHA-1", id).substring(0, 16) + counter(2L * version);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sixteen bytes, as those of PR_SEARCH_KEY. */
  static byte[] searchKey(String id) {
    return Arrays.copyOf(digest("SHA-256", id), 16);
  }

  private static String base(String mailbox) {
    return hash("SHA-256", mailbox).substring(0, 43) + hash("SHA-512", mailbox).substring(0, 80);
  }

  private static String counter(long number) {
    byte[] half = ByteBuffer.allocate(Long.BYTES).putLong(number / 2).array();
    String digits = Base64.getEncoder().encodeToString(Arrays.copyOfRange(half, 2, Long.BYTES));
    return digits + (number % 2 == 0 ? "Q" : "q") + "AAA";
  }

  private static String hash(String algorithm, String text) {
    return Base64.getEncoder().encodeToString(digest(algorithm, text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
