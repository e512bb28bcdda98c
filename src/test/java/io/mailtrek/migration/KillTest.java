package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.corpus.Corpus;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.KillSummary.Phase;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DelayProxy.Direction;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process at seeded random points of one migration, again and again, and lets the next
 * one go on. {@code mvn -Psoak test} does it at many more points.
 */
@RequiresDovecot
class KillTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 5_000;
  private static final int POINTS = Integer.getInteger("mailtrek.kill.points", 15);
  private static final long SEED = Long.getLong("mailtrek.kill.seed", 20261122);

  @TempDir private Path home;
  @TempDir private Path logs;

  private final KillSummary summary = new KillSummary();
  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private DelayProxy toSource;
  private DelayProxy toDestination;
  private TestProject project;
  private long settled;

  @BeforeEach
  void fill() throws Exception {
    toSource = DelayProxy.to(source.port());
    toDestination = DelayProxy.to(destination.port(), Duration.ofMillis(10));
    project = new TestProject(home, toSource.port(), toDestination.port(), USER);
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.SMALL, MESSAGES, 7, Instant.parse("2025-06-01T00:00:00Z")));
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
  void nothingIsLostAndNothingComesTwice() throws Exception {
    killAgainAndAgain(POINTS);
  }

  @Test
  void norWhenAMailboxIsWorkedOnInSeveralLanes() throws Exception {
    project.set("mailtrek.window.items", "100");
    project.set("camel.component.mailbox.tuningInterval", "10");
    killAgainAndAgain(POINTS / 3);
    int processes = POINTS / 3 + 1;
    assertTrue(toDestination.accepted() > processes, "no process had more than one connection");
  }

  private void killAgainAndAgain(int points) throws Exception {
    MailboxSnapshot before = snapshot(source);
    Random random = new Random(SEED);

    for (int point = 0; point < points; point++) {
      long share = before.bytes() / MESSAGES * (MESSAGES - settled) / (points - point);
      runAndKillAt(KillPoint.any(random), share, logs.resolve("child-" + point + ".log"));
    }
    Path log = logs.resolve("child-last.log");
    assertEquals(0, child(log).waitFor(), () -> read(log));

    MailboxPassRecord record = firstPass();
    System.out.print(summary.text(MESSAGES, record.counts().adopted()));
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), () -> record + "\n" + allLogs());
    assertEquals(List.of(), before.differences(snapshot(destination)), "seed " + SEED);
    assertEquals(List.of(), snapshot(source).changes(before));
    Counts counts = record.counts();
    assertEquals(MESSAGES, counts.migrated() + counts.adopted());
    assertEquals(MESSAGES, counts.listed());
    assertTrue(summary.kills() >= points * 8 / 10, "only " + summary.kills() + " kills in time");
  }

  private void runAndKillAt(KillPoint point, long share, Path log) throws Exception {
    int sourceBefore = toSource.accepted();
    int destinationBefore = toDestination.accepted();
    BooleanSupplier reached = point.reached(toSource, toDestination, share, ledgerFile());
    Process child = child(log);
    try {
      TestProject.until(
          () ->
              !child.isAlive()
                  || reached.getAsBoolean()
                  || toDestination.held(Direction.TO_SERVER));
    } finally {
      boolean killed = child.isAlive();
      child.destroyForcibly().waitFor();
      if (!killed) {
        assertEquals(0, child.exitValue(), () -> read(log));
        summary.late();
      }
      boolean connected =
          toSource.accepted() + toDestination.accepted() > sourceBefore + destinationBefore;
      boolean answersHeld = toDestination.held(Direction.TO_CLIENT);
      for (DelayProxy relay : List.of(toSource, toDestination)) {
        relay.cutAll();
        relay.release();
      }
      if (killed) {
        summary.hit(phase(connected, answersHeld));
      }
    }
  }

  private Phase phase(boolean connected, boolean answersHeld) throws Exception {
    if (!Files.exists(ledgerFile())) {
      return Phase.STARTING;
    }
    long settledBefore = settled;
    long intents;
    try (Ledger ledger = Ledger.open(project.project().ledger())) {
      intents = count(ledger, "SELECT COUNT(*) FROM intent");
      settled = count(ledger, "SELECT COUNT(*) FROM item");
    }
    if (!connected) {
      return Phase.STARTING;
    }
    if (intents == 0) {
      return settled == settledBefore ? Phase.LISTING : Phase.BETWEEN;
    }
    if (messages(destination) == settled) {
      return Phase.SENDING;
    }
    return answersHeld ? Phase.UNANSWERED : Phase.UNSETTLED;
  }

  private static long count(Ledger ledger, String query) throws SQLException {
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Path ledgerFile() {
    return home.resolve("data/ledger.mv.db");
  }

  private Process child(Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            home.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private MailboxPassRecord firstPass() throws Exception {
    return project.engine().ledger().passes().mailboxPasses(1).get(0);
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

  private String allLogs() {
    try (Stream<Path> files = Files.list(logs)) {
      return files.map(log -> log.getFileName() + ":\n" + read(log)).collect(Collectors.joining());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
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
