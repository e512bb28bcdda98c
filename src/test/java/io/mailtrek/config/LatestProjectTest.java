package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestProjectTest {
  private ProjectFolder folder;
  private LatestProject latest;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    folder = new ProjectFolder(home);
    latest = new LatestProject(folder.load());
  }

  @Test
  void staysTheSameWhileNoFileIsWritten() {
    assertSame(latest.get(), latest.get());
  }

  @Test
  void isReadAnewWhenTheSettingsWereWritten() throws Exception {
    folder.settings(ProjectFolder.SETTINGS + "mailtrek.concurrent-mailboxes = 9\n");

    assertEquals(9, latest.get().concurrentMailboxes());
  }

  @Test
  void isReadAnewWhenTheMailboxesWereWritten() throws Exception {
    folder.mailboxes(ProjectFolder.MAILBOXES + "carla@old.example,carla@new.example\n");

    assertEquals(3, latest.get().mailboxes().size());
  }

  @Test
  void staysAsItWasWhileThereIsAMistake() throws Exception {
    folder.settings(ProjectFolder.SETTINGS + "mailtrek.concurrent-mailboxes = many\n");
    assertEquals(4, latest.get().concurrentMailboxes());

    folder.settings(ProjectFolder.SETTINGS + "mailtrek.concurrent-mailboxes = 12\n");
    assertEquals(12, latest.get().concurrentMailboxes());
  }
}
