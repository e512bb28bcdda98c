package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole walk on two real servers: Pre-Stage, Full, and a second Full. */
@RequiresDovecot
class TwoPassMigrationTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 2_000;
  private final Instant newest = Instant.now().minus(Duration.ofDays(10));

  @Test
  void movesEverythingOnceAndLeavesTheSourceAlone(@TempDir Path home) throws Exception {
    Corpus corpus = new Corpus(Corpus.Profile.SMALL, MESSAGES, 3, newest);
    Instant cutOff = Instant.now().minus(Duration.ofDays(365));
    long old =
        StreamSupport.stream(corpus.spliterator(), false)
            .map(SampleMessage::internalDate)
            .filter(date -> date.toInstant().isBefore(cutOff))
            .count();
    try (DovecotServer source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        DovecotServer destination =
            DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
        imap.seed(corpus);
        imap.create("Empty/Nothing in it");
      }
      MailboxSnapshot before = snapshot(source);

      Counts preStage = completed(project.preStage("365d"));
      Counts full = completed(project.full());
      Counts again = completed(project.full());

      assertEquals(old, preStage.migrated());
      assertEquals(MESSAGES - old, preStage.filtered());
      assertTrue(old > 0 && old < MESSAGES);
      assertEquals(MESSAGES - old, full.migrated());
      assertEquals(old, full.alreadyMigrated());
      assertEquals(MESSAGES, again.alreadyMigrated());
      assertEquals(0, again.migrated());
      assertEquals(List.of(), before.differences(snapshot(destination)));
      assertEquals(List.of(), snapshot(source).changes(before));
      assertEquals(
          preStage.filtered(),
          project.engine().ledger().passes().folderCounts(1, 1).stream()
              .mapToLong(folder -> folder.filteredBy().getOrDefault("cut-off", 0L))
              .sum());
    }
  }

  private static Counts completed(List<MailboxPassRecord> records) {
    assertEquals(1, records.size());
    MailboxPassRecord record = records.get(0);
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(0, record.counts().failed());
    assertEquals(MESSAGES, record.counts().listed());
    return record.counts();
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }
}
