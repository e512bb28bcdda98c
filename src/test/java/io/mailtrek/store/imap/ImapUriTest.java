package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImapUriTest {
  @ParameterizedTest
  @CsvSource({
    "imaps://imap.example, TLS, 993",
    "imaps://imap.example:10993/, TLS, 10993",
    "imap://imap.example, STARTTLS, 143",
    "imap://imap.example?security=starttls, STARTTLS, 143",
    "imap://imap.example:1143?security=none, NONE, 1143"
  })
  void readsSecurityAndPort(String text, ImapUri.Security security, int port) {
    ImapUri uri = ImapUri.parse(text);
    assertEquals("imap.example", uri.host());
    assertEquals(security, uri.security());
    assertEquals(port, uri.port());
  }

  @Test
  void readsParameters() {
    ImapUri uri =
        ImapUri.parse(
            "imaps://[::1]:1993?connectTimeout=500ms&readTimeout=2m&truststore=a%20b.p12"
                + "&truststorePassword=p%26w+");
    assertEquals("::1", uri.host());
    assertEquals(Duration.ofMillis(500), uri.connecting().connectTimeout());
    assertEquals(Duration.ofMinutes(2), uri.connecting().readTimeout());
    assertEquals(Optional.of(Path.of("a b.p12")), uri.connecting().truststore());
    assertEquals("p&w+", uri.connecting().truststorePassword().orElseThrow().reveal());
    assertFalse(uri.toString().contains("p&w+"));
  }

  @Test
  void hasTimeoutsByDefault() {
    ImapUri uri = ImapUri.parse("imaps://imap.example");
    assertEquals(Duration.ofSeconds(10), uri.connecting().connectTimeout());
    assertEquals(Duration.ofSeconds(60), uri.connecting().readTimeout());
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://imap.example, imaps://",
    "imap.example, imaps://",
    "imaps://, no URI",
    "imaps://imap example, no URI",
    "imaps://imap.example:0, 1 to 65535",
    "imaps://imap.example:70000, 1 to 65535",
    "imaps://imap.example:port, no valid host",
    "imaps://imap.example/INBOX, no path",
    "imaps://anna:hidden@imap.example, set username and password",
    "imaps://imap.example?security=none, always TLS",
    "imap://imap.example?security=off, starttls or none",
    "imaps://imap.example?readTimout=1s, Unknown parameter 'readTimout'",
    "imaps://imap.example?readTimeout=, has no value",
    "imaps://imap.example?readTimeout=1s&readTimeout=2s, given twice",
    "imaps://imap.example?readTimeout=10, duration",
    "imaps://imap.example?readTimeout=0s, duration"
  })
  void saysWhatIsWrong(String text, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ImapUri.parse(text));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertFalse(e.getMessage().contains("hidden"), e.getMessage());
  }

  @Test
  void saysThatATruststoreCannotBeRead() {
    ImapUri uri = ImapUri.parse("imaps://imap.example?truststore=/no/such/file.pem");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ImapStore.of(uri));
    assertTrue(e.getMessage().contains("/no/such/file.pem"), e.getMessage());
  }
}
