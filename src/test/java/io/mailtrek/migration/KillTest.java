package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process in the middle of a pass, again and again, and lets the next one go on. */
@RequiresDovecot
class KillTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 3_000;
  private static final int KILLS = 10;

  @Test
  void nothingIsLostAndNothingComesTwice(@TempDir Path home, @TempDir Path logs) throws Exception {
    try (DovecotServer source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        DovecotServer destination =
            DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      Corpus corpus =
          new Corpus(Corpus.Profile.SMALL, MESSAGES, 7, Instant.parse("2025-06-01T00:00:00Z"));
      try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
        imap.seed(corpus);
      }
      MailboxSnapshot before = snapshot(source);

      int killed = 0;
      for (int point : new Random(20261122).ints(KILLS, 1, MESSAGES).sorted().toArray()) {
        killed += runAndKillAt(point, home, destination, logs.resolve("child-" + point + ".log"));
      }
      assertTrue(killed >= KILLS / 2, "only " + killed + " processes were killed in time");
      Process last = child(home, logs.resolve("child-last.log"));

      assertEquals(0, last.waitFor());
      assertEquals(List.of(), before.differences(snapshot(destination)));
      assertEquals(List.of(), snapshot(source).changes(before));
      MailboxPassRecord record = firstPass(project);
      assertEquals(MailboxPassStatus.COMPLETED, record.status());
      Counts counts = record.counts();
      assertEquals(MESSAGES, counts.migrated() + counts.adopted());
      assertEquals(MESSAGES, counts.listed());
    }
  }

  private static int runAndKillAt(int point, Path home, DovecotServer destination, Path log)
      throws IOException, InterruptedException {
    Process child = child(home, log);
    try {
      TestProject.until(() -> !child.isAlive() || messages(destination) >= point);
      return child.isAlive() ? 1 : 0;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static Process child(Path home, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            home.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static MailboxPassRecord firstPass(TestProject project) throws Exception {
    Engine engine = project.engine();
    return engine.ledger().passes().mailboxPasses(1).get(0);
  }

  private static long messages(DovecotServer server) {
    return server
        .doveadm("-f", "flow", "mailbox", "status", "-u", USER, "messages", "*")
        .lines()
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*messages=(\\d+).*", "$1")))
        .sum();
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  /** The process that is killed: it goes on with what is unfinished, or begins the pass. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      var project = ProjectFiles.load(Path.of(args[0]));
      try (Engine engine = new CamelEngines().start(project, false)) {
        if (engine.ledger().passes().all().isEmpty()) {
          engine.submit(
              new PassRequest(
                  PassType.FULL, Optional.empty(), project.mailboxes(), Optional.empty(), false));
        }
        TestProject.until(() -> engine.ledger().passes().unfinished().isEmpty());
      }
    }
  }
}
