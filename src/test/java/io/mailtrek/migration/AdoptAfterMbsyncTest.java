package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox that mbsync has moved, wholly or in part, is not moved again. */
@RequiresDovecot
class AdoptAfterMbsyncTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 300;

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();

  @BeforeEach
  void needsMbsync() {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mbsync")));
    assertTrue(
        installed || !Boolean.parseBoolean(System.getenv("CI")),
        "mbsync is not installed (Debian: apt-get install isync), and CI=true");
    assumeTrue(installed, "mbsync is not installed (Debian: apt-get install isync)");
  }

  @AfterEach
  void stop() {
    source.close();
    destination.close();
  }

  @Test
  void withNewDates(@TempDir Path home, @TempDir Path folder) throws Exception {
    assertNotMovedAgain("no", home, folder);
  }

  @Test
  void withTheDatesKept(@TempDir Path home, @TempDir Path folder) throws Exception {
    assertNotMovedAgain("yes", home, folder);
  }

  private void assertNotMovedAgain(String copyDates, Path home, Path folder) throws Exception {
    fill(3, MESSAGES);
    mbsync(copyDates, folder);
    assertEquals(MESSAGES, snapshot(destination).count());
    fill(4, 50);
    try (TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      MailboxPassRecord record = project.adopting().get(0);

      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      Counts counts = record.counts();
      assertEquals(MESSAGES, counts.adopted());
      assertEquals(50, counts.migrated());
      assertEquals(MESSAGES + 50, snapshot(destination).count());
      assertEquals(MESSAGES + 50, project.full().get(0).counts().alreadyMigrated());
    }
  }

  private void fill(long seed, int count) throws IOException {
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.TINY, count, seed, Instant.parse("2025-06-01T00:00:00Z")));
    }
  }

  private void mbsync(String copyDates, Path folder) throws IOException, InterruptedException {
    Path config = folder.resolve("mbsyncrc");
    Path log = folder.resolve("log");
    Files.writeString(
        config,
        store("old", source.port())
            + store("new", destination.port())
            + """
            Channel mail
            Far :old:
            Near :new:
            Patterns *
            Sync Pull New
            Create Near
            CopyArrivalDate %s
            SyncState %s/
            """
                .formatted(copyDates, Files.createDirectories(folder.resolve("state"))));
    Process process =
        new ProcessBuilder("mbsync", "-q", "-c", config.toString(), "mail")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> text(log));
  }

  private static String store(String name, int port) {
    return """
        IMAPAccount %1$s
        Host 127.0.0.1
        Port %2$d
        User %3$s
        Pass %4$s
        SSLType None
        AuthMechs LOGIN

        IMAPStore %1$s
        Account %1$s
        PathDelimiter /

        """
        .formatted(name, port, USER, TestProject.PASSWORD);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }
}
