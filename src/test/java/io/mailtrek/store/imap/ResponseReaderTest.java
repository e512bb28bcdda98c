package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.imap.ResponseReader.NotImapException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.angus.mail.iap.ByteArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

  @Test
  void readsLinesAndLiterals() throws IOException {
    ResponseReader reader = reader("* 1 EXISTS\r\n* A {3}\r\nb\r\n c {0}\r\n\r\n\r\nt1 OK\r\n");
    assertEquals("* 1 EXISTS\r\n", next(reader));
    assertEquals("* A {3}\r\nb\r\n c {0}\r\n\r\n", next(reader));
    assertEquals("\r\n", next(reader));
    assertEquals("t1 OK\r\n", next(reader));
    assertThrows(IOException.class, () -> next(reader));
  }

  @Test
  void aLiteralThatEndsInHalfALineEndDoesNotEndTheLine() throws IOException {
    assertEquals("* A {2}\r\nb\r\n)\r\n", next(reader("* A {2}\r\nb\r\n)\r\n")));
  }

  @Test
  void readsLiteralsOfAnySize() throws IOException {
    for (int size : new int[] {1, 127, 128, 65_536, (8 << 20) - 1, (8 << 20) + 1, 40 << 20}) {
      byte[] content = new byte[size];
      Arrays.fill(content, (byte) 'x');
      InputStream in =
          new SequenceInputStream(
              new ByteArrayInputStream(ascii("* A {" + size + "}\r\n")),
              new SequenceInputStream(
                  new ByteArrayInputStream(content), new ByteArrayInputStream(ascii(")\r\n"))));
      ByteArray response = new ResponseReader(in).readResponse(null);
      assertEquals(size, content(response).chars().filter(c -> c == 'x').count());
      assertTrue(content(response).endsWith("x)\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m5 NO [NONEXISTENT] no folder x{10}\r\n",
        "* NO no folder x{10}\r\n",
        "* OK {10}\r\n",
        "* PREAUTH {10}\r\n",
        "+ {10}\r\n"
      })
  void whatAStatusResponseSaysToPeopleIsNoLiteral(String line) throws IOException {
    assertEquals(line, next(reader(line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"* A }\r\n", "* A {}\r\n", "* A {x}\r\n", "* A {1x}\r\n", "* A 1}\r\n"})
  void whatIsNoNumberInBracesIsNoLiteral(String line) throws IOException {
    assertEquals(line, next(reader(line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483647", "4294967296", "999999999999", "99999999999999999999999"})
  void aLiteralThatNoArrayCanHoldIsRefused(String size) {
    NotImapException e =
        assertThrows(NotImapException.class, () -> next(reader("* A {" + size + "}\r\nx")));
    assertTrue(e.getMessage().contains(size), e.getMessage());
  }

  @Test
  void aLiteralTakesMemoryOnlyAsItArrives() {
    // Each would be two gigabytes.
    for (int i = 0; i < 20; i++) {
      assertThrows(IOException.class, () -> next(reader("* A {2147000000}\r\nx")));
    }
  }

  @Test
  void aLineWithoutAnEndIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThrows(NotImapException.class, () -> new ResponseReader(endless).readResponse(null));
  }

  private static ResponseReader reader(String text) {
    return new ResponseReader(new ByteArrayInputStream(ascii(text)));
  }

  private static String next(ResponseReader reader) throws IOException {
    return content(reader.readResponse(null));
  }

  private static String content(ByteArray response) {
    return new String(response.getBytes(), 0, response.getCount(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
