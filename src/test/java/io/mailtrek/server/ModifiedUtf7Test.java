package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifiedUtf7Test {
  @ParameterizedTest
  @CsvSource({
    "INBOX, INBOX",
    "R&D, R&-D",
    "Entwürfe, Entw&APw-rfe",
    "~peter/mail/台北/日本語, '~peter/mail/&U,BTFw-/&ZeVnLIqe-'",
    "📬, &2D3c7A-"
  })
  void writesNamesAsTheRfcDoesAndReadsThemBack(String name, String encoded) {
    assertEquals(encoded, ModifiedUtf7.encode(name));
    assertEquals(name, ModifiedUtf7.decode(encoded));
  }
}
