package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.FaultProxy;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass that is stopped while it waits for a server has not failed. */
@RequiresDovecot
class StoppedWaitsTest {
  private static final String USER = "anna";
  private static final String AN_HOUR = Long.toString(Duration.ofHours(1).toMillis());
  private static final Duration ROUND_TRIP = Duration.ofMillis(20);

  private @TempDir Path home;

  @Test
  void aStopEndsTheAttemptsToListASourceThatIsGone() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedImapServer source =
            ScriptedImapServer.start(
                talk -> {
                  oneFolder(talk);
                  talk.expect("EXAMINE .*");
                  gone.countDown();
                });
        DovecotServer destination = dovecot();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      project.set("mailtrek.retry.first-delay-ms", AN_HOUR);
      project.set("mailtrek.retry.longest-delay-ms", AN_HOUR);
      long pass = project.submit(PassType.FULL, Optional.empty());
      assertEquals(true, gone.await(20, TimeUnit.SECONDS));
      assertEquals(MailboxPassStatus.STOPPED, stop(project, pass).status());
    }
  }

  /** The first lane is busy with INBOX, so it is another one that has to wait. */
  @Test
  void aStopEndsThePauseOfEveryLane() throws Exception {
    try (DovecotServer server = dovecot();
        FaultProxy faults = FaultProxy.to(server.port());
        DelayProxy source = DelayProxy.to(faults.port(), ROUND_TRIP);
        DovecotServer destination = dovecot();
        DelayProxy toDestination = DelayProxy.to(destination.port(), ROUND_TRIP);
        TestProject project = new TestProject(home, source.port(), toDestination.port(), USER)) {
      try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
        imap.seed(messages());
      }
      project
          .set("mailtrek.window.items", "20")
          .set("camel.component.mailbox.tuningInterval", "20");
      long pass = project.submit(PassType.FULL, Optional.empty());
      TestProject.until(() -> record(project, pass).counts().listed() > 0);
      faults
          .on("EXAMINE .*")
          .always()
          .does(
              Faults.answer(
                  "NO Request is throttled. Suggested Backoff Time: " + AN_HOUR + " milliseconds"));
      TestProject.until(() -> record(project, pass).pause().isPresent());
      MailboxPassRecord stopped = stop(project, pass);
      assertEquals(MailboxPassStatus.STOPPED, stopped.status(), stopped.toString());
    }
  }

  private static List<SampleMessage> messages() {
    List<SampleMessage> all = new ArrayList<>();
    for (SampleMessage message :
        new Corpus(Corpus.Profile.TINY, 820, 5, Instant.parse("2025-06-01T00:00:00Z"))) {
      all.add(message.in(all.size() < 20 ? "Folder " + all.size() : "INBOX"));
    }
    return all;
  }

  private static void oneFolder(Talk talk) throws IOException {
    talk.send("* OK [CAPABILITY IMAP4rev1] hello");
    talk.answer("LOGIN .*", "OK [CAPABILITY IMAP4rev1 LIST-STATUS LIST-EXTENDED] in");
    talk.answer(
        "LIST .*",
        "* LIST (\\Subscribed) \"/\" INBOX",
        "* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)",
        "OK");
  }

  private static DovecotServer dovecot() {
    return DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  }

  private static MailboxPassRecord stop(TestProject project, long pass) throws Exception {
    project.engine().ledger().passes().requestStop(pass, record(project, pass).mailboxId());
    return project.await(pass).get(0);
  }

  private static MailboxPassRecord record(TestProject project, long pass) {
    return project.records(pass).get(0);
  }
}
