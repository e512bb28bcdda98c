package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
  private static final String MASTER = "master-password";

  private final Encryption encryption = new Encryption(new Secret(MASTER));

  @TempDir private Path home;

  @Test
  void whatWasEncryptedComesBack() {
    String encrypted = encryption.encrypt(new Secret("pass{{word}}) ü"));

    assertTrue(Encryption.isEncrypted(encrypted), encrypted);
    assertFalse(encrypted.contains("pass"), encrypted);
    assertEquals("pass{{word}}) ü", encryption.decrypt(encrypted));
  }

  @Test
  void theSameIsEncryptedAnotherWayEachTime() {
    assertNotEquals(encryption.encrypt(new Secret("a")), encryption.encrypt(new Secret("a")));
  }

  @Test
  void anotherPasswordDecryptsNothing() {
    String encrypted = new Encryption(new Secret("other")).encrypt(new Secret("secret"));

    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> encryption.decrypt(encrypted));

    assertTrue(failure.getMessage().contains("mailtrek.encryption.password"));
  }

  @Test
  void aPasswordThatOnlyLooksLikeItIsNotEncrypted() {
    assertFalse(Encryption.isEncrypted("ENC(not base64!)"));
    assertFalse(Encryption.isEncrypted("xENC(YWJj)"));
    assertFalse(Encryption.isEncrypted("ENC()"));
  }

  @Test
  void passwordsInBothFilesMayBeEncrypted() throws Exception {
    ProjectFolder folder = new ProjectFolder(home);
    folder.write("key", MASTER);
    folder.settings(
        """
        mailtrek.source.imap = imaps://imap.old.example
        mailtrek.destination.imap = imaps://imap.new.example
        mailtrek.encryption.password = {{file:key}}
        mailtrek.source.password = %s
        """
            .formatted(encryption.encrypt(new Secret("secret-of-source"))));
    folder.mailboxes(
        """
        Source Email,Destination Email,Destination Password
        anna@old.example,anna@new.example,%s
        """
            .formatted(encryption.encrypt(new Secret("secret-of-anna"))));

    Mailbox anna = folder.load().mailboxes().get(0);

    assertEquals("secret-of-source", anna.sourceLogin().secret().reveal());
    assertEquals("secret-of-anna", anna.destinationLogin().secret().reveal());
  }

  @Test
  void anEncryptedValueWithoutAPasswordIsAMistake() throws Exception {
    ProjectFolder folder = new ProjectFolder(home);
    folder.settings(
        ProjectFolder.SETTINGS
            + "mailtrek.ledger.password = "
            + encryption.encrypt(new Secret("secret")));

    List<String> mistakes = folder.mistakes();

    assertTrue(mistakes.get(0).contains("mailtrek.encryption.password is not set"), "" + mistakes);
  }

  @Test
  void aProjectWithoutEncryptedValuesNeedsNoPassword() throws Exception {
    assertEquals(Optional.empty(), new ProjectFolder(home).load().encryption());
  }
}
