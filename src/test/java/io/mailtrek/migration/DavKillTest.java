package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.DavFault;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.DavScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process again and again in the middle of writing events, before the server has stored
 * one or after it, and lets the next process go on.
 */
class DavKillTest {
  private static final String USER = "anna";
  private static final int EVENTS = 400;
  private static final int POINTS = Math.max(4, Integer.getInteger("mailtrek.kill.points", 15) / 2);
  private static final long SEED = Long.getLong("mailtrek.kill.seed", 20261122);

  private final DavScript script = new DavScript();
  private final PassProcess child = new PassProcess();

  @Test
  void nothingIsLostAndNothingComesTwice(@TempDir Path home, @TempDir Path logs) throws Exception {
    try (DavServer source = DavServer.start();
        DavServer destination = DavServer.start(script);
        TestProject project = new TestProject(home, 1, 1, USER)) {
      source.tree().addUser(USER, TestProject.PASSWORD);
      destination.tree().addUser(USER, TestProject.PASSWORD);
      DavCollection work = source.tree().addCalendar(USER, "work", "Work", Set.of("VEVENT"));
      for (int i = 0; i < EVENTS; i++) {
        String event = DavSamples.event("event-" + i, "Event " + i);
        work.put("event-" + i + ".ics", event.getBytes(UTF_8));
      }
      project.dav(source.uri(), destination.uri()).withoutMail();

      Random random = new Random(SEED);
      int kills = 0;
      for (int point = 0; point < POINTS; point++) {
        script.behave();
        int puts = 1 + random.nextInt(2 * EVENTS / POINTS / 3);
        script.on("PUT").skip(puts).always(kill(random.nextBoolean()));
        kills += child.run(home, logs.resolve("child-" + point + ".log")) == 0 ? 0 : 1;
      }
      script.behave();
      Path log = logs.resolve("last.log");
      assertEquals(0, child.run(home, log), Files.readString(log));

      assertEquals(substance(work), substance(copy(destination)), "seed " + SEED);
      MailboxPassRecord record = project.engine().ledger().passes().mailboxPasses(1).get(0);
      Counts counts = record.counts();
      System.out.printf(
          "%d events, killed %d times while they were written, %d adopted%n",
          EVENTS, kills, counts.adopted());
      assertEquals(MailboxPassStatus.COMPLETED, record.status());
      assertEquals(EVENTS, counts.migrated() + counts.adopted());
      assertEquals(EVENTS, counts.listed());
      assertTrue(kills >= POINTS / 2, "only " + kills + " kills in time");
    }
  }

  /** Each further request finds nobody to answer. */
  private DavFault kill(boolean stored) {
    return (request, server) -> {
      if (stored && child.alive()) {
        DavReply reply = server.handle(request);
        assertTrue(reply.status() < 500);
      }
      child.kill();
      throw new IOException("The client is killed");
    };
  }

  private static DavCollection copy(DavServer server) {
    List<DavCollection> all = server.tree().collections(USER);
    assertEquals(1, all.size());
    return all.get(0);
  }

  private static List<String> substance(DavCollection collection) {
    return collection.resources().stream()
        .map(resource -> ItemSubstance.of(resource.content()))
        .sorted()
        .toList();
  }
}
