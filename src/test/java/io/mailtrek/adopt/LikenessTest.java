package io.mailtrek.adopt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {
  private static final String HEADER = "Message-ID: <1@x>\r\nFrom: a@x\r\nSubject: b\r\n c\r\n";
  private static final String MESSAGE = HEADER + "\r\nText\r\n\r\nMore\r\n";

  private static Likeness of(String message, String other) {
    return Likeness.of(content(message), content(other));
  }

  /** A view into a larger array, as it comes from a server. */
  private static Content content(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(US_ASCII);
    return new Content(bytes, 2, text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\r\n", "A: b\r\n", MESSAGE})
  void theSameBytes(String message) {
    assertEquals(Likeness.SAME, of(message, message));
  }

  @Test
  void moreHeaderLinesAnywhere() {
    assertEquals(
        Likeness.HOLDS_ALL, of(MESSAGE, MESSAGE.replace("From:", "X-A: 1\r\n 2\r\nFrom:")));
    assertEquals(Likeness.HOLDS_ALL, of(MESSAGE, HEADER + "X-B: 1\r\n\r\nText\r\n\r\nMore\r\n"));
  }

  @Test
  void theMarkOfMbsyncDoesNotCount() {
    String marked = "X-TUID: 0123456789ab\r\n" + MESSAGE;
    assertEquals(MESSAGE.length() + MbsyncMark.BYTES, marked.length());
    assertEquals(Likeness.SAME, of(MESSAGE, marked));
    assertEquals(Likeness.SAME, of(marked, MESSAGE));
    assertEquals(Likeness.SAME, of(marked, HEADER + "x-tuid: b\r\n\r\nText\r\n\r\nMore\r\n"));
    assertEquals(Likeness.OTHER, of(MESSAGE, HEADER + "\r\nX-TUID: a\r\nText\r\n\r\nMore\r\n"));
  }

  @Test
  void fewerHeaderLines() {
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE.replace("From: a@x\r\n", "")));
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE.replace("\r\n c", "")));
  }

  @Test
  void otherHeaderLines() {
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE.replace("a@x", "b@x")));
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE.replace("a@x", "a@x.y")));
  }

  @Test
  void anotherBody() {
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE.replace("More", "Less")));
    assertEquals(Likeness.OTHER, of(MESSAGE, MESSAGE + "x"));
    assertEquals(Likeness.OTHER, of(MESSAGE, HEADER));
    assertEquals(Likeness.OTHER, of(HEADER, MESSAGE));
  }

  @Test
  void onlyLineEndsOfTheHeaderMayDiffer() {
    assertEquals(Likeness.HOLDS_ALL, of("A: b\n\r\nText", "A: b\r\n\r\nText"));
    assertEquals(Likeness.SAME_PARTS, of("A: b\r\n\r\nText\n", "A: b\r\n\r\nText\r\n"));
  }

  private static final String MIME =
      """
      Message-ID: <1@x>
      From: =?utf-8?q?J=C3=B6rg?= <a@x>
      Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="one"

      --one
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Gr=C3=BC=C3=9Fe =20
      --one
      Content-Type: image/png; name=a.png
      Content-Transfer-Encoding: base64

      AAECAw==
      --one--
      """;

  @Test
  void theSamePartsInOtherMime() {
    String anew =
        """
        Content-Type: multipart/mixed;
        \tboundary="_000_"
        MIME-Version: 1.0
        Subject: =?utf-8?B?R3LDvMOfZQ==?=
        From: =?utf-8?B?SsO2cmc=?= <a@x>
        Message-ID: <1@x>
        X-Server: 1

        --_000_
        Content-Type: text/plain; charset="utf-8"
        Content-Transfer-Encoding: base64

        R3LDvMOfZQ==
        --_000_
        Content-Type: image/png; name="a.png"
        Content-Transfer-Encoding: base64

        AAEC
        Aw==
        --_000_--
        """;
    assertEquals(Likeness.SAME_PARTS, of(MIME, anew));
    assertEquals(Likeness.OTHER, of(MIME, anew.replace("AAEC", "AAED")));
    assertEquals(Likeness.OTHER, of(MIME, anew.replace("R3LDvMOfZQ==\n--", "R3LDvMOf\n--")));
    assertEquals(Likeness.OTHER, of(MIME, anew.replace("a@x", "b@x")));
    assertEquals(Likeness.OTHER, of(MIME, anew.replace("a.png", "b.png")));
  }
}
