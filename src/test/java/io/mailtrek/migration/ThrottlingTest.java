package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.cli.MailTrek;
import io.mailtrek.cli.Terminal;
import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that want to be spared: the status says so, and the pass goes on by itself. */
@RequiresDovecot
class ThrottlingTest {
  private static final String LONG_PAUSE =
      "NO Request is throttled. Suggested Backoff Time: 3600000 milliseconds";

  private @TempDir Path home;

  @Test
  void aPauseIsInTheStatusAndAStopEndsIt() throws Exception {
    try (ScriptedImapServer source = ScriptedImapServer.start(throttledLogin(LONG_PAUSE));
        DovecotServer destination = dovecot("", "anna");
        TestProject project = new TestProject(home, source.port(), destination.port(), "anna")) {
      long pass = project.submit(PassType.FULL, Optional.empty());
      TestProject.until(() -> record(project, pass).pause().isPresent());

      MailboxPassRecord record = record(project, pass);
      assertEquals(MailboxPassStatus.PROCESSING, record.status());
      assertEquals("source throttled (" + LONG_PAUSE + ")", record.pause().get().reason());
      assertTrue(
          record.pause().get().until().get().isAfter(Instant.now().plus(Duration.ofMinutes(50))));
      String text = status();
      assertTrue(text.contains("  Waiting until "), text);
      assertTrue(text.contains(": source throttled (NO Request is throttled."), text);
      String json = status("--json");
      assertTrue(json.contains("\"pauseReason\":\"source throttled (NO Request"), json);
      assertTrue(json.contains("\"pausedUntil\":\"2"), json);

      project.engine().ledger().passes().requestStop(pass, record.mailboxId());
      MailboxPassRecord stopped = project.await(pass).get(0);
      assertEquals(MailboxPassStatus.STOPPED, stopped.status());
      assertEquals(Optional.empty(), stopped.pause());
      assertEquals(1, source.received().size());
    }
  }

  @Test
  void aPauseInTheMidstOfItemsEndsWithAStopAndLosesNoItem() throws Exception {
    try (ScriptedImapServer source = ScriptedImapServer.start(ThrottlingTest::serveThrottled);
        DovecotServer destination = dovecot("", "anna");
        TestProject project = new TestProject(home, source.port(), destination.port(), "anna")) {
      long first = project.submit(PassType.FULL, Optional.empty());
      TestProject.until(() -> record(project, first).pause().isPresent());
      project.engine().ledger().passes().requestStop(first, record(project, first).mailboxId());
      assertEquals(MailboxPassStatus.STOPPED, project.await(first).get(0).status());
      assertEquals(0, record(project, first).counts().listed());
    }
  }

  /** Lists two messages, and says to their reading that it has to wait. */
  private static void serveThrottled(Talk talk) throws IOException {
    talk.send("* OK [CAPABILITY IMAP4rev1] hello");
    talk.answer("LOGIN .*", "OK [CAPABILITY IMAP4rev1 LIST-STATUS LIST-EXTENDED] in");
    talk.answer(
        "LIST .*",
        "* LIST (\\Subscribed) \"/\" INBOX",
        "* STATUS INBOX (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 7)",
        "OK");
    talk.answer(
        "EXAMINE .*",
        "* 2 EXISTS",
        "* OK [UIDVALIDITY 7] v",
        "* OK [UIDNEXT 3] n",
        "OK [READ-ONLY] examined");
    talk.expect("UID FETCH 1:.*");
    for (int i = 1; i <= 2; i++) {
      talk.send(
          "* %d FETCH (UID %d FLAGS () RFC822.SIZE 3 INTERNALDATE \"01-Feb-2023 04:05:06 +0000\")"
              .formatted(i, i));
    }
    talk.tagged("OK");
    talk.answer("UID FETCH .*", LONG_PAUSE);
    talk.hang();
  }

  @Test
  void neverOpensMoreConnectionsThanAllowed() throws Exception {
    String[] users = users(8);
    Counter atSource = new Counter();
    Counter atDestination = new Counter();
    try (ScriptedImapServer source = ScriptedImapServer.start(atSource::serve);
        ScriptedImapServer destination = ScriptedImapServer.start(atDestination::serve);
        TestProject project = new TestProject(home, source.port(), destination.port(), users)) {
      limitConnections(project);

      for (MailboxPassRecord record : project.full()) {
        assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      }

      assertEquals(3, atSource.most.get());
      assertEquals(2, atDestination.most.get());
    }
  }

  /** An empty mailbox, which counts the connections from their greeting to their logout. */
  private static final class Counter {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void serve(Talk talk) throws IOException {
      most.accumulateAndGet(open.incrementAndGet(), Math::max);
      talk.send("* OK [CAPABILITY IMAP4rev1] hello");
      talk.answer("LOGIN .*", "OK [CAPABILITY IMAP4rev1 LIST-STATUS LIST-EXTENDED] in");
      Matcher command = talk.expect("LIST .*|LOGOUT");
      while (command.group().startsWith("LIST")) {
        talk.send("* LIST (\\Subscribed) \"/\" INBOX");
        talk.send("* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)");
        talk.tagged("OK");
        command = talk.expect("LIST .*|LOGOUT");
      }
      open.decrementAndGet();
      talk.tagged("OK bye");
    }
  }

  @Test
  void manyMailboxesShareFewConnections() throws Exception {
    String[] users = users(8);
    try (DovecotServer source = dovecot("", users);
        DovecotServer destination = dovecot("", users);
        TestProject project = new TestProject(home, source.port(), destination.port(), users)) {
      for (String user : users) {
        seed(source, user);
      }
      limitConnections(project);

      for (MailboxPassRecord record : project.full()) {
        assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      }

      for (String user : users) {
        assertEqualMailboxes(source, destination, user);
      }
    }
  }

  private static String[] users(int number) {
    return IntStream.range(0, number).mapToObj(i -> "user" + i).toArray(String[]::new);
  }

  private static void limitConnections(TestProject project) throws IOException {
    project.set("mailtrek.concurrent-mailboxes", "8");
    project.set("mailtrek.source.max-connections", "3");
    project.set("mailtrek.destination.max-connections", "2");
  }

  @Test
  void goesOnWhenTheServersOwnLimitOfConnectionsAllowsIt() throws Exception {
    String limit = "protocol imap {\n  mail_max_userip_connections = 1\n}\n";
    try (DovecotServer source = dovecot(limit, "anna");
        DovecotServer destination = dovecot("", "anna");
        TestProject project = new TestProject(home, source.port(), destination.port(), "anna")) {
      seed(source, "anna");
      long pass;
      try (RawImap other = logInAlone(source, "anna")) {
        pass = project.submit(PassType.FULL, Optional.empty());
        TestProject.until(() -> record(project, pass).pause().isPresent());
        String reason = record(project, pass).pause().get().reason();
        assertTrue(reason.contains("mail_max_userip_connections"), reason);
      }
      assertEquals(MailboxPassStatus.COMPLETED, project.await(pass).get(0).status());
      assertEqualMailboxes(source, destination, "anna");
    }
  }

  @Test
  void limitsOfRateAndDayLetEverythingThroughInTheEnd() throws Exception {
    try (DovecotServer source = dovecot("", "anna");
        DovecotServer destination = dovecot("", "anna");
        TestProject project = new TestProject(home, source.port(), destination.port(), "anna")) {
      seed(source, "anna");
      project.set("mailtrek.source.max-messages-per-second", "40");
      project.set("mailtrek.destination.max-bytes-per-second", "200KB");
      project.set("mailtrek.destination.max-bytes-per-day", "1GB");

      assertEquals(MailboxPassStatus.COMPLETED, project.full().get(0).status());

      assertEqualMailboxes(source, destination, "anna");
    }
  }

  private static Script throttledLogin(String answer) {
    return talk -> {
      talk.send("* OK [CAPABILITY IMAP4rev1] hello");
      talk.answer("LOGIN .*", answer);
    };
  }

  private static DovecotServer dovecot(String config, String... users) {
    var builder = DovecotServer.builder();
    for (String user : users) {
      builder.user(user, TestProject.PASSWORD);
    }
    return builder.config(config).start();
  }

  /** The server may take a moment to notice the end of the session before. */
  private static RawImap logInAlone(DovecotServer server, String user) {
    AtomicReference<RawImap> session = new AtomicReference<>();
    TestProject.until(
        () -> {
          try {
            session.set(RawImap.login(server.port(), user, TestProject.PASSWORD));
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return session.get();
  }

  private static void seed(DovecotServer server, String user) throws Exception {
    try (RawImap imap = RawImap.login(server.port(), user, TestProject.PASSWORD)) {
      imap.seed(new Corpus(Corpus.Profile.TINY, 60, 3, Instant.parse("2025-06-01T00:00:00Z")));
    }
  }

  private static void assertEqualMailboxes(
      DovecotServer source, DovecotServer destination, String user) throws Exception {
    assertEquals(
        List.of(),
        MailboxSnapshot.read(source.port(), user, TestProject.PASSWORD)
            .differences(MailboxSnapshot.read(destination.port(), user, TestProject.PASSWORD)));
  }

  private static MailboxPassRecord record(TestProject project, long pass) {
    return project.records(pass).get(0);
  }

  private String status(String... options) {
    StringWriter out = new StringWriter();
    MailTrek.commandLine(new CamelEngines(), Terminal.NONE)
        .setOut(new PrintWriter(out))
        .execute(
            Stream.concat(Stream.of("--home", home.toString(), "status"), Stream.of(options))
                .toArray(String[]::new));
    return out.toString();
  }
}
