package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.OddCalendar;
import io.mailtrek.corpus.OddCard;
import io.mailtrek.corpus.SampleItem;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.server.dav.RadicaleServer;
import io.mailtrek.server.dav.RequiresRadicale;
import io.mailtrek.store.ItemType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail by IMAP and all else by DAV, for several mailboxes, between two sets of real servers. */
@RequiresDovecot
@RequiresRadicale
class RealServersTest {
  private static final List<String> USERS = List.of("anna", "bernd", "carla");
  private static final long MESSAGES = 200;

  private int items;

  @Test
  void onePassMovesThemAllAndTheNextNothing(@TempDir Path home) throws Exception {
    Map<String, String> logins = new HashMap<>();
    USERS.forEach(user -> logins.put(user, TestProject.PASSWORD));
    try (DovecotServer source = dovecot();
        DovecotServer destination = dovecot();
        RadicaleServer davSource = new RadicaleServer(logins);
        RadicaleServer davDestination = new RadicaleServer(logins);
        TestProject project =
            new TestProject(
                home, source.port(), destination.port(), USERS.toArray(new String[0]))) {
      project.dav(davSource.uri(), davDestination.uri());
      for (int i = 0; i < USERS.size(); i++) {
        String user = USERS.get(i);
        try (RawImap imap = RawImap.login(source.port(), user, TestProject.PASSWORD)) {
          imap.seed(
              new Corpus(
                  Corpus.Profile.TINY, (int) MESSAGES, i, Instant.parse("2024-06-01T00:00:00Z")));
        }
        fill(new DavMailboxes(davSource.port(), user), i);
      }
      List<List<String>> before = new ArrayList<>();
      for (String user : USERS) {
        before.add(new DavMailboxes(davSource.port(), user).versions());
      }

      Counts preStage = sum(project.preStage("90d"));
      assertEquals(MESSAGES * USERS.size(), preStage.listed());
      for (String user : USERS) {
        assertEquals(Map.of(), new DavMailboxes(davDestination.port(), user).substance());
      }

      Counts full = sum(project.full());
      assertEquals(items, full.migrated());
      assertEquals(MESSAGES * USERS.size(), full.alreadyMigrated());
      List<List<String>> arrived = new ArrayList<>();
      for (int i = 0; i < USERS.size(); i++) {
        String user = USERS.get(i);
        DavMailboxes there = new DavMailboxes(davDestination.port(), user);
        assertEquals(new DavMailboxes(davSource.port(), user).substance(), there.substance());
        assertEquals(List.of(), mail(source, user).differences(mail(destination, user)));
        arrived.add(there.versions());
      }

      Counts again = sum(project.full());
      assertEquals(0, again.migrated());
      assertEquals(items + MESSAGES * USERS.size(), again.alreadyMigrated());
      for (int i = 0; i < USERS.size(); i++) {
        String user = USERS.get(i);
        assertEquals(arrived.get(i), new DavMailboxes(davDestination.port(), user).versions());
        assertEquals(before.get(i), new DavMailboxes(davSource.port(), user).versions());
      }
    }
  }

  private void fill(DavMailboxes mailbox, int seed) throws IOException {
    List<SampleItem> events = odd(OddCalendar.valid(), type -> type == ItemType.CALENDAR);
    events.addAll(OddCalendar.many(120, seed));
    mailbox.calendar("Arbeit & mehr", "VEVENT", events);
    List<SampleItem> tasks = odd(OddCalendar.valid(), type -> type == ItemType.TASK);
    mailbox.calendar("Aufgaben", "VTODO", tasks);
    List<SampleItem> texts =
        odd(OddCalendar.valid(), type -> type == ItemType.JOURNAL || type == ItemType.NOTE);
    mailbox.calendar("Tagebuch", "VJOURNAL", texts);
    List<SampleItem> people = odd(OddCard.valid(), type -> true);
    people.addAll(OddCard.many(80, seed));
    mailbox.addressBook("Kontakte", people);
    assertTrue(!events.isEmpty() && !tasks.isEmpty() && !texts.isEmpty());
    items += events.size() + tasks.size() + texts.size() + people.size();
  }

  /** What this server takes and keeps. */
  private static List<SampleItem> odd(List<SampleItem> all, Predicate<ItemType> wanted) {
    return new ArrayList<>(
        all.stream()
            .filter(item -> wanted.test(item.type()))
            .filter(item -> !RadicaleServer.REFUSED.contains(item.name()))
            .filter(item -> !RadicaleServer.SPOILED.contains(item.name()))
            .toList());
  }

  private static DovecotServer dovecot() {
    DovecotConfig config = DovecotServer.builder();
    USERS.forEach(user -> config.user(user, TestProject.PASSWORD));
    return config.start();
  }

  private static Counts sum(List<MailboxPassRecord> records) {
    assertEquals(USERS.size(), records.size());
    for (MailboxPassRecord record : records) {
      assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
      assertEquals(0, record.counts().failed() + record.counts().skipped(), record.toString());
    }
    return records.stream().map(MailboxPassRecord::counts).reduce(Counts.ZERO, Counts::plus);
  }

  private static MailboxSnapshot mail(DovecotServer server, String user) throws IOException {
    return MailboxSnapshot.read(server.port(), user, TestProject.PASSWORD);
  }
}
