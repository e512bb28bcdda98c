package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.fault.SteppedClock;
import io.mailtrek.ledger.LimitLog;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Limit;
import io.mailtrek.pass.Limits;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.server.RawImap;
import io.mailtrek.store.Pause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When mailbox passes begin: live concurrency, blackout hours, and starts that are changed. */
class LimitsWhilePassesRunTest {
  private static final String CONTEXT = "pace";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-11-23T18:00:00Z");

  private final String[] users = {"anna", "bert", "carl"};
  private final GreenMail source = EmbeddedImap.start(users);
  private final GreenMail destination = EmbeddedImap.start(users);
  private final PassRoutes routes = new PassRoutes(CONTEXT);
  private TestProject project;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    project =
        new TestProject(home, source.getImap().getPort(), destination.getImap().getPort(), users);
    project.set("camel.main.name", CONTEXT);
    for (String user : users) {
      try (RawImap imap = RawImap.login(source.getImap().getPort(), user, TestProject.PASSWORD)) {
        imap.seed(
            List.of(
                new SampleMessage(
                    "INBOX",
                    List.of(),
                    OffsetDateTime.parse("2026-01-02T03:04:05Z"),
                    "Subject: x\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII))));
      }
    }
  }

  @AfterEach
  void stop() {
    project.close();
    source.stop();
    destination.stop();
  }

  @Test
  void moreMailboxesBeginWhenTheLimitIsRaisedAndNoneEndsWhenItIsLowered() throws Exception {
    project.set("mailtrek.concurrent-mailboxes", "1");
    Limits limits = project.engine().limits();
    routes.suspend();
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> count(pass, MailboxPassStatus.PROCESSING) == 1);
    assertEquals(2, count(pass, MailboxPassStatus.QUEUED));

    limits.setConcurrentMailboxes(3);
    TestProject.until(() -> count(pass, MailboxPassStatus.PROCESSING) == 3);

    limits.setConcurrentMailboxes(1);
    long next = project.submit(PassType.FULL, Optional.empty());
    assertEquals(3, count(pass, MailboxPassStatus.PROCESSING));
    routes.resume();
    assertEquals(3, migrated(project.await(pass)));
    assertTrue(
        project.await(next).stream()
            .allMatch(record -> record.status() == MailboxPassStatus.COMPLETED));
  }

  @Test
  void anotherProcessChangesTheLimitAndTheFileTakesItBack() throws Exception {
    project.set("mailtrek.concurrent-mailboxes", "1");
    project.engine();
    routes.suspend();
    long pass = project.submit(PassType.FULL, Optional.empty());

    project
        .engine()
        .ledger()
        .limits()
        .put("concurrent-mailboxes", new LimitLog.Change(2, 1, Instant.now()));
    TestProject.until(() -> count(pass, MailboxPassStatus.PROCESSING) == 2);
    Limits limits = project.engine().limits();
    assertEquals(2, limits.concurrentMailboxes());
    assertEquals(Optional.of(1L), limits.configured(Limit.CONCURRENT_MAILBOXES));
    assertTrue(limits.changedAt(Limit.CONCURRENT_MAILBOXES).isPresent());

    project.set("mailtrek.concurrent-mailboxes", "3");
    TestProject.until(() -> count(pass, MailboxPassStatus.PROCESSING) == 3);
    assertEquals(3, limits.concurrentMailboxes());
    assertTrue(limits.changedAt(Limit.CONCURRENT_MAILBOXES).isEmpty());
    routes.resume();
    assertEquals(3, migrated(project.await(pass)));
  }

  @Test
  void aChangedLimitOutlivesTheProcess() throws Exception {
    project.engine().limits().setConcurrentMailboxes(7);
    project.close();

    assertEquals(7, project.engine().limits().concurrentMailboxes());
    Limits limits = project.engine().limits();
    limits.setConcurrentMailboxes(4);
    assertTrue(limits.changedAt(Limit.CONCURRENT_MAILBOXES).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> limits.setConcurrentMailboxes(0));
  }

  @Test
  void ratesAreChangedWhilePassesRun() throws Exception {
    Limits limits = project.engine().limits();
    assertEquals(Optional.empty(), limits.value(Limit.SOURCE_MESSAGES_PER_SECOND));

    limits.change(Limit.SOURCE_MESSAGES_PER_SECOND, Optional.of(5L));
    assertEquals(Optional.of(5L), limits.value(Limit.SOURCE_MESSAGES_PER_SECOND));
    assertEquals(3, migrated(project.full()));

    project.set("mailtrek.source.max-messages-per-second", "9");
    assertEquals(Optional.of(9L), limits.value(Limit.SOURCE_MESSAGES_PER_SECOND));
    limits.change(Limit.SOURCE_MESSAGES_PER_SECOND, Optional.empty());
    assertEquals(Optional.empty(), limits.value(Limit.SOURCE_MESSAGES_PER_SECOND));
  }

  @Test
  void nothingBeginsInBlackoutHours() throws Exception {
    SteppedClock clock = new SteppedClock(NOON);
    project.clock(clock).set("mailtrek.blackout-hours", "MON-FRI 08:00-18:00 UTC");

    long pass = project.submit(PassType.FULL, Optional.empty());

    TestProject.until(() -> project.records(pass).stream().allMatch(r -> r.pause().isPresent()));
    MailboxPassRecord waiting = project.records(pass).get(0);
    assertEquals(MailboxPassStatus.QUEUED, waiting.status());
    assertEquals(
        new Pause("blackout hours (MON-FRI 08:00-18:00 UTC)", Optional.of(EVENING)),
        waiting.pause().orElseThrow());
    assertEquals(Optional.of(EVENING), project.engine().limits().blackoutUntil());

    clock.step(Duration.ofHours(6));
    assertEquals(3, migrated(project.await(pass)));
    assertEquals(Optional.empty(), project.records(pass).get(0).pause());
  }

  @Test
  void whatIsUnderWayWhenBlackoutHoursBeginGoesOnAfterThem() throws Exception {
    SteppedClock clock = new SteppedClock(NOON.minus(Duration.ofHours(6)));
    project.clock(clock).set("mailtrek.blackout-hours", "08:00-18:00 UTC");
    project.engine();
    routes.suspend();
    long pass = project.submit(PassType.FULL, Optional.empty());
    TestProject.until(() -> count(pass, MailboxPassStatus.PROCESSING) == 3);

    clock.step(Duration.ofHours(6));
    TestProject.until(() -> count(pass, MailboxPassStatus.QUEUED) == 3);
    routes.resume();
    TestProject.until(() -> project.records(pass).stream().allMatch(r -> r.pause().isPresent()));
    assertEquals(0, migrated(project.records(pass)));

    clock.step(Duration.ofHours(6));
    List<MailboxPassRecord> ended = project.await(pass);
    assertEquals(3, migrated(ended));
    assertEquals(2, ended.get(0).attempts());
  }

  @Test
  void aMailboxPassIsStoppedInBlackoutHoursAndTheProcessEndsInThem() throws Exception {
    project.clock(new SteppedClock(NOON)).set("mailtrek.blackout-hours", "MON-FRI 08:00-18:00 UTC");
    long pass = project.submit(PassType.FULL, Optional.empty());
    PassLog passes = project.engine().ledger().passes();

    assertTrue(passes.requestStop(pass, project.records(pass).get(0).mailboxId()));

    assertEquals(MailboxPassStatus.STOPPED, project.records(pass).get(0).status());
    project.close();
    project.clock(new SteppedClock(EVENING));
    project.engine();
    assertEquals(2, migrated(project.await(pass)));
  }

  @Test
  void aStartIsPutOffAndABroughtForwardOneBeginsAtOnce() throws Exception {
    Engine engine = project.engine();
    Instant soon = Instant.now().plusSeconds(3);
    long putOff = submitAt(soon, 0);
    long forward = submitAt(soon.plus(Duration.ofDays(1)), 1);
    long putOffInTheLedger = submitAt(soon, 0);
    long other = submitAt(soon.plusMillis(500), 2);

    assertTrue(engine.reschedule(putOff, Optional.of(soon.plus(Duration.ofDays(1)))));
    assertTrue(engine.reschedule(forward, Optional.empty()));
    // Its job still comes at the time that it was to start at first.
    PassLog passes = engine.ledger().passes();
    assertTrue(passes.reschedule(putOffInTheLedger, Optional.of(soon.plus(Duration.ofDays(1)))));

    project.await(forward);
    project.await(other);
    assertEquals(MailboxPassStatus.SUBMITTED, project.records(putOff).get(0).status());
    assertEquals(MailboxPassStatus.SUBMITTED, project.records(putOffInTheLedger).get(0).status());
    assertFalse(engine.reschedule(forward, Optional.of(soon.plus(Duration.ofDays(1)))));
  }

  @Test
  void aPassIsStoppedUntilItStarts() throws Exception {
    long pass = submitAt(Instant.now().plus(Duration.ofDays(1)), 0);
    PassLog passes = project.engine().ledger().passes();

    assertTrue(passes.requestStop(pass, project.records(pass).get(0).mailboxId()));

    assertEquals(MailboxPassStatus.STOPPED, project.records(pass).get(0).status());
    assertFalse(project.engine().reschedule(pass, Optional.empty()));
  }

  private long submitAt(Instant start, int mailbox) throws Exception {
    return project
        .engine()
        .submit(
            new PassRequest(
                PassType.FULL,
                Optional.empty(),
                List.of(project.project().mailboxes().get(mailbox)),
                Optional.of(start),
                false));
  }

  private long count(long pass, MailboxPassStatus status) {
    return project.records(pass).stream().filter(record -> record.status() == status).count();
  }

  private static long migrated(List<MailboxPassRecord> records) {
    return records.stream().mapToLong(record -> record.counts().migrated()).sum();
  }
}
