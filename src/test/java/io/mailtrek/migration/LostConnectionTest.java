package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections break in the middle of a pass; it goes on by itself. */
@RequiresDovecot
class LostConnectionTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 1_000;

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private DelayProxy toSource;
  private DelayProxy toDestination;
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    toSource = DelayProxy.to(source.port(), Duration.ofMillis(4));
    toDestination = DelayProxy.to(destination.port(), Duration.ofMillis(4));
    project = new TestProject(home, toSource.port(), toDestination.port(), USER);
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.SMALL, MESSAGES, 11, Instant.parse("2025-06-01T00:00:00Z")));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    toSource.close();
    toDestination.close();
    source.close();
    destination.close();
  }

  @Test
  void inTheMiddleOfAnAppend() throws Exception {
    toDestination.cutAfterBytes(DelayProxy.Direction.TO_SERVER, 3_000_000);
    assertMigratesEverythingOnce();
  }

  @Test
  void betweenAnAppendAndItsAnswer() throws Exception {
    toDestination.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 6_000);
    assertMigratesEverythingOnce();
  }

  @Test
  void inTheMiddleOfAFetch() throws Exception {
    toSource.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 4_000_000);
    assertMigratesEverythingOnce();
  }

  @Test
  void inTheMiddleOfAListing() throws Exception {
    toSource.cutAfterBytes(DelayProxy.Direction.TO_CLIENT, 9_000);
    assertMigratesEverythingOnce();
  }

  @Test
  void againAndAgainOnBothSides() throws Exception {
    long pass = project.submit(PassType.FULL, Optional.empty());
    for (int migrated = 100; migrated < MESSAGES; migrated += 200) {
      int reached = migrated;
      TestProject.until(
          () ->
              project.records(pass).get(0).counts().listed() >= reached
                  || project.records(pass).get(0).status().finished());
      toSource.cutAll();
      toDestination.cutAll();
    }
    assertComplete(project.await(pass).get(0));
  }

  private void assertMigratesEverythingOnce() throws Exception {
    assertComplete(project.full().get(0));
  }

  private void assertComplete(MailboxPassRecord record) throws Exception {
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(0, record.counts().failed());
    assertEquals(MESSAGES, record.counts().migrated() + record.counts().adopted());
    assertEquals(MESSAGES, record.counts().listed());
    assertEquals(
        List.of(),
        MailboxSnapshot.read(source.port(), USER, TestProject.PASSWORD)
            .differences(MailboxSnapshot.read(destination.port(), USER, TestProject.PASSWORD)));
  }
}
