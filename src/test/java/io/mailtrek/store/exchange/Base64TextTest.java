package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {

  /** Around the sizes where it goes on in another array. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 16383, 16384, 16385, 262080, 262081, 524160, 5_000_000})
  void decodesWhatWasEncoded(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] encoded;
    try (InputStream in = new Base64Stream(Content.of(bytes))) {
      encoded = in.readAllBytes();
    }
    assertEquals(Base64Stream.length(Content.of(bytes)), encoded.length);
    assertArrayEquals(Base64.getEncoder().encode(bytes), encoded);

    Base64Text text = new Base64Text();
    char[] chars = new String(encoded, StandardCharsets.US_ASCII).toCharArray();
    for (int i = 0; i < chars.length; i += 1001) {
      text.add(chars, i, Math.min(1001, chars.length - i));
    }
    assertTrue(text.whole());
    assertArrayEquals(bytes, text.content().toByteArray());
  }
}
