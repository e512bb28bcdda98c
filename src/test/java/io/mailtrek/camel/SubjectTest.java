package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.Content;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hello                                   | Hello
          =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= to all      | Grüße to all
          Grüße                                   | Grüße
          =?no-such-charset?Q?x?=                 | =?no-such-charset?Q?x?=
          =?UTF-8?Q?a=0D=0A2026_ERROR_made_up?=   | a 2026 ERROR made up
          =?UTF-8?B?4oCuZGVzcmV2ZXI=?=            | desrever
          """)
  void isReadableAndOneLine(String header, String subject) {
    assertEquals(Optional.of(subject), of("Subject: " + header));
  }

  @Test
  void isCutWhereItIsLong() {
    assertEquals(100, of("Subject: " + "x".repeat(500)).orElseThrow().length());
  }

  @Test
  void isNotThere() {
    assertEquals(Optional.empty(), of("To: anna@old.example"));
  }

  private static Optional<String> of(String header) {
    return Subject.of(
        Content.of((header + "\r\n\r\nSubject: text\r\n").getBytes(StandardCharsets.UTF_8)));
  }
}
