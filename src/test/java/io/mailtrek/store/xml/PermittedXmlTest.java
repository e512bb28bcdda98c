package io.mailtrek.store.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermittedXmlTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a&#x1F;b,a&#x20;b",
        "a&#x1;b,a&#x9;b",
        "a&#0;b,a&#9;b",
        "a&#31;b,a&#32;b",
        "a&#xFFFE;b,a&#x0020;b",
        "a&#xd800;b,a&#x0020;b",
        "a&#99999999;b,a&#00000032;b",
        "a&#xE4;&#10;&#x1F600;b,a&#xE4;&#10;&#x1F600;b",
        "&amp;&lt; & &# &#; &#x; &#xyz;,&amp;&lt; & &# &#; &#x; &#xyz;",
        "&#x1F,&#x1F",
      })
  void replacesWhatIsNotPermitted(String text, String permitted) throws IOException {
    for (int step = 1; step < 8; step++) {
      assertEquals(permitted, read(text, step));
    }
  }

  @Test
  void replacesControlCharacters() throws IOException {
    assertEquals(" ä\t\r\n  ", read("\u0000ä\t\r\n\u0001\u001f", 2));
  }

  @Test
  void findsReferencesWhereverTheyAre() throws IOException {
    String text = "&#x1F;".repeat(10_000);
    assertEquals("&#x20;".repeat(10_000), read(text, 7001));
  }

  /** Reads with a source that gives few bytes at a time. */
  private static String read(String text, int step) throws IOException {
    InputStream slow =
        new ByteArrayInputStream(text.getBytes(UTF_8)) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, step));
          }
        };
    try (InputStream in = new PermittedXml(slow)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
