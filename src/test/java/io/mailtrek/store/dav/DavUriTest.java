package io.mailtrek.store.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DavUriTest {

  @Test
  void readsAnAddress() {
    DavUri uri = DavUri.parse("davs://dav.old.example/dav?readTimeout=2m&truststore=a+b.pem");
    assertEquals("dav.old.example:443", uri.server());
    assertEquals("/dav", uri.path());
    assertTrue(uri.tls());
    assertEquals(Duration.ofMinutes(2), uri.connecting().readTimeout());
    assertEquals(
        Path.of("/etc/a+b.pem"),
        uri.inFolder(Path.of("/etc")).connecting().truststore().orElseThrow());
    assertEquals("davs://dav.old.example:443/dav", uri.toString());
  }

  @Test
  void putsTheMailboxIntoThePath() {
    DavUri uri = DavUri.parse("dav://[::1]:5232/p/{mailbox}/{local}/?security=none&auth=bearer");
    Login admin = new Login("admin", new Secret("x"), Optional.of("anna b@old.example"));
    assertEquals("http://[::1]:5232/p/anna%20b@old.example/anna%20b/", uri.start(admin).toString());
    assertEquals(DavUri.Auth.BEARER, uri.auth());
    assertFalse(uri.tls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a|begins with davs:// or dav://, not with 'https'",
        "dav://a|add security=none",
        "davs://a?security=none|always TLS",
        "davs://u:geheim@a|login does not belong",
        "davs://a?auth=digest|auth is basic or bearer",
        "davs://a?colour=red|Unknown parameter 'colour' of a DAV server",
        "davs://a:0|A port is a number",
        "davs:///x|no valid host"
      })
  void saysWhatIsWrong(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DavUri.parse(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(e.getMessage().contains("geheim"), e.getMessage());
  }
}
