package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest {
  @TempDir private Path home;

  private Path file;

  @BeforeEach
  void config() throws IOException {
    Files.createDirectories(home.resolve("config"));
    file = home.resolve(ApiToken.FILE);
  }

  @Test
  void isMadeOnceForItsOwnerOnly() throws Exception {
    ApiToken token = ApiToken.obtain(home);

    assertEquals("rw-------", permissions());
    assertEquals(43, token.secret().reveal().length());
    assertEquals(token, ApiToken.obtain(home));
    assertEquals(Optional.of(token), ApiToken.read(home));
  }

  @Test
  void isAnotherInEachProject(@TempDir Path other) throws Exception {
    Files.createDirectories(other.resolve("config"));

    assertNotEquals(ApiToken.obtain(home), ApiToken.obtain(other));
  }

  @Test
  void isClosedToOthersWhoCouldReadIt() throws Exception {
    ApiToken token = ApiToken.obtain(home);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertEquals(token, ApiToken.obtain(home));
    assertEquals("rw-------", permissions());
  }

  @Test
  void isRefusedWhereItCouldBeGuessed() throws Exception {
    for (String weak : new String[] {"", "short", "many words that are not a token at all"}) {
      Files.writeString(file, weak);
      ConfigException refusal = assertThrows(ConfigException.class, () -> ApiToken.obtain(home));
      assertTrue(refusal.getMessage().contains("Delete the file"), refusal.getMessage());
      assertFalse(refusal.getMessage().contains("words that"), refusal.getMessage());
      assertEquals(Optional.empty(), ApiToken.read(home));
    }
  }

  @Test
  void isOnlyItself() throws Exception {
    ApiToken token = ApiToken.obtain(home);
    String text = token.secret().reveal();

    assertTrue(token.is(text));
    assertFalse(token.is(""));
    assertFalse(token.is(text.substring(1)));
    assertFalse(token.is(text + "x"));
    assertFalse(token.toString().contains(text));
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
