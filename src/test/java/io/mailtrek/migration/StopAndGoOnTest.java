package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRequest;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.ItemType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass that is stopped, or whose process ends, goes on later where it was. */
@RequiresDovecot
class StopAndGoOnTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 600;

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private DelayProxy slow;
  private TestProject project;

  @BeforeEach
  void fill(@TempDir Path home) throws Exception {
    slow = DelayProxy.to(destination.port(), Duration.ofMillis(40));
    project = new TestProject(home, source.port(), slow.port(), USER);
    // A small window keeps the pass from ending before it is stopped.
    project.set("mailtrek.window.items", "20");
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.TINY, MESSAGES, 5, Instant.parse("2025-06-01T00:00:00Z")));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    slow.close();
    source.close();
    destination.close();
  }

  @Test
  void aStopFinishesWhatIsInFlightAndTheNextPassGoesOn() throws Exception {
    long pass = project.submit(PassType.FULL, Optional.empty());
    PassLog log = project.engine().ledger().passes();
    awaitProgress(pass);

    assertTrue(log.requestStop(pass, project.records(pass).get(0).mailboxId()));
    MailboxPassRecord stopped = project.await(pass).get(0);
    assertEquals(MailboxPassStatus.STOPPED, stopped.status());
    assertTrue(stopped.counts().migrated() < MESSAGES);

    MailboxPassRecord next = project.full().get(0);
    assertEquals(MailboxPassStatus.COMPLETED, next.status());
    assertEquals(stopped.counts().migrated(), next.counts().alreadyMigrated());
    assertEquals(MESSAGES - stopped.counts().migrated(), next.counts().migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void aPassWhoseProcessEndsGoesOnByItselfAtTheNextStart() throws Exception {
    long pass = project.submit(PassType.FULL, Optional.empty());
    awaitProgress(pass);

    project.close();
    project.engine();
    MailboxPassRecord record = project.await(pass).get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(2, record.attempts());
    assertEquals(MESSAGES, record.counts().migrated());
    assertEquals(MESSAGES, record.counts().listed());
    assertBothSidesAreEqual();
  }

  @Test
  void whatWasSubmittedByAProcessThatEndedBeforeItWasQueuedBeginsAtTheNextStart() throws Exception {
    Optional<Instant> tomorrow = Optional.of(Instant.now().plus(Duration.ofDays(1)));
    long waits =
        project
            .engine()
            .submit(
                new io.mailtrek.pass.PassRequest(
                    PassType.FULL,
                    Optional.empty(),
                    project.project().mailboxes(),
                    tomorrow,
                    false));
    PassLog log = project.engine().ledger().passes();
    List<Long> mailboxIds =
        project.records(waits).stream().map(MailboxPassRecord::mailboxId).toList();
    long lost = log.submit(full(Optional.empty(), mailboxIds));
    long lostToo = log.submit(full(tomorrow, mailboxIds));

    project.close();
    project.engine();
    MailboxPassRecord record = project.await(lost).get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    assertEquals(1, record.attempts());
    for (long later : List.of(waits, lostToo)) {
      assertEquals(MailboxPassStatus.SUBMITTED, project.records(later).get(0).status());
    }
    assertTrue(project.engine().reschedule(lostToo, Optional.empty()));
    assertEquals(MailboxPassStatus.COMPLETED, project.await(lostToo).get(0).status());
    assertBothSidesAreEqual();
  }

  private static PassRequest full(Optional<Instant> startAt, List<Long> mailboxIds) {
    return new PassRequest(
        PassType.FULL,
        Set.of(ItemType.MAIL),
        Optional.empty(),
        Optional.empty(),
        startAt,
        false,
        mailboxIds);
  }

  @Test
  void aPassThatHasNotBegunStopsAtOnce() throws Exception {
    long first = project.submit(PassType.FULL, Optional.empty());
    long second = project.submit(PassType.FULL, Optional.empty());
    PassLog log = project.engine().ledger().passes();

    assertTrue(log.requestStop(second, project.records(second).get(0).mailboxId()));

    assertEquals(MailboxPassStatus.STOPPED, project.records(second).get(0).status());
    assertEquals(MailboxPassStatus.COMPLETED, project.await(first).get(0).status());
  }

  @Test
  void twoPassesOfOneMailboxGoOneAfterTheOther() throws Exception {
    long first = project.submit(PassType.FULL, Optional.empty());
    long second = project.submit(PassType.FULL, Optional.empty());

    assertEquals(MESSAGES, project.await(first).get(0).counts().migrated());
    assertEquals(MESSAGES, project.await(second).get(0).counts().alreadyMigrated());
    assertBothSidesAreEqual();
  }

  private void awaitProgress(long pass) {
    TestProject.until(() -> project.records(pass).get(0).counts().migrated() > 20);
  }

  private void assertBothSidesAreEqual() throws Exception {
    assertEquals(
        List.of(),
        MailboxSnapshot.read(source.port(), USER, TestProject.PASSWORD)
            .differences(MailboxSnapshot.read(destination.port(), USER, TestProject.PASSWORD)));
  }
}
