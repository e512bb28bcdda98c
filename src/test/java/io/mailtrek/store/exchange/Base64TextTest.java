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
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {

  /** Around the sizes where it goes on in another array, with guesses of all kinds. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "2, 100",
    "3, 3",
    "16383, 0",
    "16384, 0",
    "16385, 0",
    "4194305, 4194305",
    "17000000, 0",
    "17000000, 17000000",
    "17000000, 17000002",
    "21000000, 16900000",
    "17000000, 90000000",
  })
  void decodesWhatWasEncoded(int size, long expected) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] encoded;
    try (InputStream in = new Base64Stream(Content.of(bytes))) {
      encoded = in.readAllBytes();
    }
    assertEquals(Base64Stream.length(Content.of(bytes)), encoded.length);
    assertArrayEquals(Base64.getEncoder().encode(bytes), encoded);

    Base64Text text = new Base64Text(expected);
    char[] chars = new String(encoded, StandardCharsets.US_ASCII).toCharArray();
    for (int i = 0; i < chars.length; i += 1001) {
      text.add(chars, i, Math.min(1001, chars.length - i));
    }
    assertTrue(text.whole());
    assertArrayEquals(bytes, text.content().toByteArray());
  }
}
