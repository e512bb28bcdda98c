package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.Encryption;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.store.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptCommandTest {
  private final InputStream terminal = System.in;

  @TempDir private Path home;

  @AfterEach
  void giveTheInputBack() {
    System.setIn(terminal);
  }

  @Test
  void printsWhatToWriteIntoAFile() throws Exception {
    Run run = encrypt("mailtrek.encryption.password = master\n", "s3cret ü\n");

    assertEquals(0, run.exitCode(), run.err());
    assertFalse(run.out().contains("s3cret"), run.out());
    assertEquals(
        "s3cret ü", new Encryption(new Secret("master")).decrypt(run.out().strip()), run.out());
  }

  @Test
  void logsNothingOfWhatItReads() throws Exception {
    System.clearProperty("logback.configurationFile");

    encrypt("mailtrek.encryption.password = master\n", "s3cret\n");

    assertEquals("mailtrek-logback-terminal.xml", System.getProperty("logback.configurationFile"));
  }

  @Test
  void needsThePasswordOfTheProject() throws Exception {
    Run run = encrypt("", "s3cret\n");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("mailtrek.encryption.password is not set"), run.err());
  }

  @Test
  void needsSomethingToEncrypt() throws Exception {
    Run run = encrypt("mailtrek.encryption.password = master\n", "");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("nothing to encrypt"), run.err());
  }

  private Run encrypt(String setting, String input) throws IOException {
    ProjectFolder unused = new ProjectFolder(home).settings(ProjectFolder.SETTINGS + setting);
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    return Run.of(new PretendEngines(), "--home", home, "encrypt");
  }
}
