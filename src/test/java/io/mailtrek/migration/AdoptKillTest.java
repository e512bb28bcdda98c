package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process in the middle of a pass that adopts, again and again. The next one has to go on
 * adopting without being told: half of the mailbox is at the destination, with other dates.
 */
@RequiresDovecot
class AdoptKillTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 2_000;
  private static final int KILLS = 6;

  @Test
  void everyMessageIsAdoptedOrCopiedOnce(@TempDir Path home, @TempDir Path logs) throws Exception {
    try (DovecotServer source = DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        DovecotServer destination =
            DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
        TestProject project = new TestProject(home, source.port(), destination.port(), USER)) {
      List<SampleMessage> all = new ArrayList<>();
      new Corpus(Corpus.Profile.TINY, MESSAGES, 7, Instant.parse("2025-06-01T00:00:00Z"))
          .forEach(all::add);
      fill(source, all);
      fill(destination, everySecondDatedAnew(all));
      MailboxSnapshot before = snapshot(source);

      int killed = 0;
      for (int point :
          new Random(20261122).ints(KILLS, MESSAGES / 2, MESSAGES).sorted().toArray()) {
        killed += runAndKillAt(point, home, destination, logs.resolve("child-" + point + ".log"));
      }
      assertTrue(killed >= KILLS / 2, "only " + killed + " processes were killed in time");
      assertEquals(0, child(home, logs.resolve("child-last.log")).waitFor());

      MailboxPassRecord record = firstPass(project);
      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      assertEquals(MESSAGES, record.counts().listed());
      assertEquals(MESSAGES, record.counts().adopted() + record.counts().migrated());
      assertTrue(record.counts().adopted() >= MESSAGES / 2, record.toString());
      assertEquals(bytesAndFolders(before), bytesAndFolders(snapshot(destination)));
      assertEquals(List.of(), snapshot(source).changes(before));
    }
  }

  private static List<SampleMessage> everySecondDatedAnew(List<SampleMessage> all) {
    List<SampleMessage> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      SampleMessage message = all.get(i);
      some.add(
          new SampleMessage(
              message.folder(),
              message.flags(),
              message.internalDate().plusDays(1),
              message.content()));
    }
    return some;
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
    return project.engine().ledger().passes().mailboxPasses(1).get(0);
  }

  private static long messages(DovecotServer server) {
    return server
        .doveadm("-f", "flow", "mailbox", "status", "-u", USER, "messages", "*")
        .lines()
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*messages=(\\d+).*", "$1")))
        .sum();
  }

  private static List<String> bytesAndFolders(MailboxSnapshot snapshot) {
    return snapshot.folders().values().stream()
        .flatMap(folder -> folder.messages().stream().map(m -> folder.path() + " " + m.sha256()))
        .sorted()
        .toList();
  }

  private static void fill(DovecotServer server, List<SampleMessage> messages) throws IOException {
    try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages);
    }
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
                  PassType.FULL, Optional.empty(), project.mailboxes(), Optional.empty(), true));
        }
        TestProject.until(() -> engine.ledger().passes().unfinished().isEmpty());
      }
    }
  }
}
