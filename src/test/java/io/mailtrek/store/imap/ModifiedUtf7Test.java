package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedUtf7Test {
  @ParameterizedTest
  @CsvSource({
    "Sent, Sent",
    "R&D, R&-D",
    "~peter/mail/台北/日本語, '~peter/mail/&U,BTFw-/&ZeVnLIqe-'",
    "Entwürfe, Entw&APw-rfe",
    "📬, &2D3c7A-"
  })
  void encodesAndDecodes(String name, String encoded) {
    assertEquals(encoded, ModifiedUtf7.encode(name));
    assertEquals(name, ModifiedUtf7.decode(encoded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"R&D", "&", "&x", "a&!-b", "&A-", "& b -"})
  void leavesWhatIsNotValidAsItIs(String name) {
    assertEquals(name, ModifiedUtf7.decode(name));
  }

  @Test
  void readsRawUtf8AndLatin1() {
    byte[] utf8 = "Entwürfe".getBytes(StandardCharsets.UTF_8);
    assertEquals("Entwürfe", ModifiedUtf7.decode(new String(utf8, StandardCharsets.ISO_8859_1)));
    assertEquals("Entwürfe", ModifiedUtf7.decode("Entwürfe"));
  }
}
