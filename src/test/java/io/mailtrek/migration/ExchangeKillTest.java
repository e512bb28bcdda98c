package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.exchange.ExchangeFault;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.ExchangeScript;
import io.mailtrek.server.exchange.LateRequests;
import io.mailtrek.server.exchange.NobodyIsMailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process again and again in the middle of writing to Exchange, before the server has
 * stored something or after it, and lets the next process go on.
 */
class ExchangeKillTest {
  private static final String USER = "anna";
  private static final int ITEMS = 300;
  private static final int POINTS = Math.max(4, Integer.getInteger("mailtrek.kill.points", 15) / 3);
  private static final long SEED = Long.getLong("mailtrek.kill.seed", 20261127);
  private static final Instant RECEIVED = Instant.parse("2026-01-05T08:00:00Z");

  private static final String MORE =
      """
      RRULE:FREQ=DAILY;COUNT=5
      EXDATE:20250306T090000Z
      ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=a.txt:SGVsbG8=
      """;

  private final ExchangeScript script = new ExchangeScript();
  private final PassProcess child = new PassProcess();

  @Test
  void whatGoesWholeToAnotherExchangeIsThereOnce(@TempDir Path home, @TempDir Path logs)
      throws Exception {
    try (ExchangeServer source = ExchangeServer.start();
        ExchangeServer destination = ExchangeServer.start(script);
        TestProject project = new TestProject(home, 1, 1, USER)) {
      ExchangeMailbox from = source.organization().addMailbox(USER, TestProject.PASSWORD);
      ExchangeMailbox to = destination.organization().addMailbox(USER, TestProject.PASSWORD);
      fill(from);
      project.set("mailtrek.source.ews", source.uri());
      project.set("mailtrek.destination.ews", destination.uri()).withoutMail();

      killAndGoOn(home, logs, List.of("UploadItems"));

      assertAllOnce(project, subjects(to));
    }
  }

  /** The server is slow: an upload has come to nothing yet when it is looked for the first time. */
  @Test
  void whatArrivesAfterALookAndAKillIsThereOnce(@TempDir Path home, @TempDir Path logs)
      throws Exception {
    try (ExchangeServer source = ExchangeServer.start();
        ExchangeServer destination = ExchangeServer.start(script);
        TestProject project = new TestProject(home, 1, 1, USER)) {
      ExchangeMailbox from = source.organization().addMailbox(USER, TestProject.PASSWORD);
      ExchangeMailbox to = destination.organization().addMailbox(USER, TestProject.PASSWORD);
      fill(from);
      project.set("mailtrek.source.ews", source.uri());
      project.set("mailtrek.destination.ews", destination.uri()).withoutMail();

      LateRequests late = new LateRequests();
      script.on("UploadItems").skip(1).once(late);
      Set<String> searches = ConcurrentHashMap.newKeySet();
      script.on("FindItem").when(search -> !searches.add(search.text())).always(kill(false));
      assertNotEquals(0, child.run(home, logs.resolve("killed.log")));
      assertEquals(1, late.waiting());
      late.arrive();
      script.behave();
      Path log = logs.resolve("last.log");
      assertEquals(0, child.run(home, log), Files.readString(log));

      assertAllOnce(project, subjects(to));
    }
  }

  private static void fill(ExchangeMailbox from) {
    for (int i = 0; i < ITEMS / 2; i++) {
      String text = "Subject: Item " + i + "\r\nMessage-ID: <m" + i + "@x>\r\n\r\nText\r\n";
      from.folder("inbox").addMail(text.getBytes(UTF_8), Mail.read(RECEIVED.plusSeconds(i)));
      from.folder("calendar").add(ExchangeSamples.event("Item " + (i + ITEMS / 2)));
    }
  }

  /** With a series that takes several requests each. */
  @Test
  void whatIsMadeOfPropertiesIsThereOnceAndWhole(@TempDir Path home, @TempDir Path logs)
      throws Exception {
    try (DavServer source = DavServer.start();
        ExchangeServer destination = ExchangeServer.start(script);
        TestProject project = new TestProject(home, 1, 1, USER)) {
      source.tree().addUser(USER, TestProject.PASSWORD);
      ExchangeMailbox to = destination.organization().addMailbox(USER, TestProject.PASSWORD);
      DavCollection work = source.tree().addCalendar(USER, "work", "Calendar", Set.of("VEVENT"));
      for (int i = 0; i < ITEMS; i++) {
        String event = DavSamples.event("event-" + i, "Item " + i);
        work.put("event-" + i + ".ics", (i % 10 == 0 ? series(event) : event).getBytes(UTF_8));
      }
      project.set("mailtrek.source.dav", source.uri());
      project.set("mailtrek.destination.ews", destination.uri()).withoutMail();

      killAndGoOn(
          home, logs, List.of("CreateItem", "DeleteItem", "CreateAttachment", "UpdateItem"));

      assertAllOnce(project, subjects(to));
      NobodyIsMailed.assertBy(destination.organization());
      long whole =
          to.folders().stream()
              .flatMap(folder -> folder.items().stream())
              .filter(item -> item.series().isPresent())
              .filter(item -> item.attachments().size() == 1)
              .count();
      assertEquals(ITEMS / 10, whole, "each series has its attachment once");
    }
  }

  private static String series(String event) {
    return event.replace("END:VEVENT", MORE.replace("\n", "\r\n") + "END:VEVENT");
  }

  private void killAndGoOn(Path home, Path logs, List<String> operations) throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int point = 0; point < POINTS; point++) {
      script.behave();
      script
          .on(operations.get(point % operations.size()))
          .skip(random.nextInt(3))
          .always(kill(random.nextBoolean()));
      kills += child.run(home, logs.resolve("child-" + point + ".log")) == 0 ? 0 : 1;
    }
    script.behave();
    Path log = logs.resolve("last.log");
    assertEquals(0, child.run(home, log), Files.readString(log));
    assertTrue(kills >= POINTS / 2, "only " + kills + " kills in time");
  }

  /** Each further request finds nobody to answer. */
  private ExchangeFault kill(boolean stored) {
    return (request, server) -> {
      if (stored && child.alive()) {
        var unread = server.handle(request);
        assertTrue(unread.status() < 500);
      }
      child.kill();
      throw new IOException("The client is killed");
    };
  }

  private static List<String> subjects(ExchangeMailbox mailbox) {
    return mailbox.folders().stream()
        .filter(folder -> folder.size() > 0)
        .flatMap(folder -> folder.items().stream())
        .map(StoredItem::subject)
        .sorted()
        .toList();
  }

  private static void assertAllOnce(TestProject project, List<String> subjects) throws Exception {
    List<String> all = IntStream.range(0, ITEMS).mapToObj(i -> "Item " + i).sorted().toList();
    assertEquals(all, subjects, "seed " + SEED);
    MailboxPassRecord record = project.engine().ledger().passes().mailboxPasses(1).get(0);
    Counts counts = record.counts();
    assertEquals(MailboxPassStatus.COMPLETED, record.status());
    assertEquals(ITEMS, counts.migrated() + counts.adopted());
    assertEquals(ITEMS, counts.listed());
  }
}
