package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A content in several arrays is one as any other. */
class ContentPartsTest {
  private static final int PART = 256 * 1024 - 64;

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Content written(byte[] bytes, int step) throws IOException {
    try (ContentParts parts = new ContentParts()) {
      for (int i = 0; i < bytes.length; i += step) {
        if (step == 1) {
          parts.write(bytes[i]);
        } else {
          parts.write(bytes, i, Math.min(step, bytes.length - i));
        }
      }
      return parts.content();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16384, 16385, PART - 1, PART, PART + 1, 3 * PART, 1_000_000})
  void holdsWhatWasWritten(int size) throws Exception {
    byte[] bytes = bytes(size);
    for (int step : new int[] {1, 1001, 2_000_000}) {
      Content content = written(bytes, step);
      assertEquals(size, content.size());
      assertArrayEquals(bytes, content.toByteArray());
      assertArrayEquals(bytes, content.stream().readAllBytes());
      assertArrayEquals(bytes, content.asOpaque().toByteArray());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      content.writeTo(out);
      assertArrayEquals(bytes, out.toByteArray());
    }
  }

  @Test
  void isLikeOneInOneArray() throws Exception {
    byte[] bytes = bytes(2 * PART + 77);
    Content content = written(bytes, 5000);
    for (int i : new int[] {0, PART - 1, PART, 2 * PART - 1, 2 * PART, bytes.length - 1}) {
      assertEquals(bytes[i], content.at(i), "byte " + i);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> content.at(bytes.length));
    CRC32 one = new CRC32();
    one.update(bytes);
    CRC32 other = new CRC32();
    content.update(other);
    assertEquals(one.getValue(), other.getValue());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    content.update(digest);
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(bytes), digest.digest());
  }

  @Test
  void isComparedWithOthers() throws Exception {
    byte[] bytes = bytes(2 * PART + 77);
    Content content = written(bytes, 5000);
    Content end = Content.of(Arrays.copyOfRange(bytes, 100, bytes.length));
    assertTrue(content.endsLike(100, end, 0));
    assertTrue(end.endsLike(0, content, 100));
    assertFalse(content.endsLike(99, end, 0));
    bytes[bytes.length - 1]++;
    assertFalse(content.endsLike(0, Content.of(bytes), 0));
  }

  @Test
  void takesNoPartsOfOddLengths() {
    List<byte[]> odd = List.of(new byte[2], new byte[1], new byte[1]);
    assertThrows(IllegalArgumentException.class, () -> Content.ofParts(odd));
    List<byte[]> longer = List.of(new byte[2], new byte[3]);
    assertThrows(IllegalArgumentException.class, () -> Content.ofParts(longer));
  }
}
