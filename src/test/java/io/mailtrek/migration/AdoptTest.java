package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass that takes over what the destination has already copies only what is missing. */
@RequiresDovecot
class AdoptTest {
  private static final String USER = "anna";
  private static final int MESSAGES = 400;
  private static final OffsetDateTime DATE =
      OffsetDateTime.of(2024, 3, 5, 9, 30, 0, 0, ZoneOffset.ofHours(2));

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private TestProject project;
  private Path home;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    home = folder;
    project = new TestProject(home, source.port(), destination.port(), USER);
  }

  @AfterEach
  void end() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void afterTheLedgerWasLostNothingIsCopiedAgain() throws Exception {
    fill(source, corpus());
    assertEquals(MESSAGES, completed(project.full()).migrated());
    MailboxSnapshot copied = snapshot(destination);
    loseLedger();

    Counts adopted = completed(project.adopting());
    assertEquals(MESSAGES, adopted.adopted());
    assertEquals(MESSAGES, adopted.listed());
    assertEquals(0, adopted.bytes());
    assertEquals(List.of(), snapshot(destination).changes(copied));

    fill(source, List.of(message("INBOX", "new", "Text")));
    Counts delta = completed(project.full());
    assertEquals(1, delta.migrated());
    assertEquals(MESSAGES, delta.alreadyMigrated());
    assertBothSidesAreEqual();
  }

  @Test
  void withoutItALostLedgerMeansCopyingAgainAndThePassSaysSo() throws Exception {
    fill(source, corpus());
    completed(project.full());
    loseLedger();

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MESSAGES, record.counts().migrated());
    assertEquals(2 * MESSAGES, snapshot(destination).count());
    assertTrue(record.message().contains(MESSAGES + " messages"), record.message());
    assertTrue(record.message().contains("--adopt"), record.message());
    assertEquals("", project.full().get(0).message());
  }

  @Test
  void whatIsMissingIsCopied() throws Exception {
    List<SampleMessage> all = list(corpus());
    fill(source, all);
    fill(destination, everySecond(all));

    Counts counts = completed(project.adopting());

    assertEquals(MESSAGES / 2, counts.adopted());
    assertEquals(MESSAGES / 2, counts.migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void copiesWithAnotherDateAreRecognised() throws Exception {
    List<SampleMessage> all = list(corpus());
    fill(source, all);
    fill(destination, all.stream().map(m -> dated(m, DATE.plusYears(1))).toList());

    assertEquals(MESSAGES, completed(project.adopting()).adopted());
    assertEquals(MESSAGES, snapshot(destination).count());
  }

  @Test
  void ofTwinsAsManyAreAdoptedAsThereAre() throws Exception {
    SampleMessage twin = message("INBOX", "twin", "Text");
    fill(source, List.of(twin, twin, twin));
    fill(destination, List.of(twin));

    Counts counts = completed(project.adopting());

    assertEquals(1, counts.adopted());
    assertEquals(2, counts.migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void theCopyOfAnItemThatIsKnownIsNotTakenForAnother() throws Exception {
    SampleMessage twin = message("INBOX", "twin", "Text");
    fill(source, List.of(twin));
    completed(project.full());
    fill(source, List.of(twin));

    Counts counts = completed(project.adopting());

    assertEquals(1, counts.alreadyMigrated());
    assertEquals(1, counts.migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void twoFoldersThatGoToOneDoNotShareACopy() throws Exception {
    project.set("mailtrek.folder-map.1", "^(One|Two)$ -> Both");
    fill(source, numbered("One", 50));
    fill(source, numbered("Two", 50));
    fill(destination, numbered("Both", 60));
    fill(destination, numbered("Both", 30));

    Counts counts = completed(project.adopting());

    assertEquals(80, counts.adopted());
    assertEquals(20, counts.migrated());
    assertEquals(110, snapshot(destination).folder("Both").messages().size());
  }

  @Test
  void aMessageWithTheSameIdAndAnotherContentIsNoCopy() throws Exception {
    SampleMessage mine = message("INBOX", "same", "Text");
    SampleMessage longer = message("INBOX", "same", "Other text");
    SampleMessage otherSubject =
        dated(replaced(mine, "Subject: same", "Subject: else"), DATE.plusDays(1));
    fill(source, List.of(mine));
    fill(destination, List.of(longer, otherSubject));

    assertEquals(1, completed(project.adopting()).migrated());
    assertEquals(3, snapshot(destination).count());
  }

  @Test
  void aCopyThatLacksALineOfTheHeaderIsNoCopy() throws Exception {
    SampleMessage direct = message("INBOX", "twice", "Text");
    SampleMessage fromList =
        replaced(direct, "Subject:", "List-Id: <list.example.com>\r\nSubject:");
    fill(source, List.of(fromList, direct));
    fill(destination, List.of(direct));

    Counts counts = completed(project.adopting());

    assertEquals(1, counts.adopted());
    assertEquals(1, counts.migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void withoutAMessageIdTheBytesDecide() throws Exception {
    List<SampleMessage> all = new ArrayList<>();
    for (int i = 100; i < 150; i++) {
      all.add(nameless("Text " + i));
    }
    SampleMessage redated = nameless("Text with another date");
    fill(source, all);
    fill(source, List.of(redated, nameless("Text A")));
    fill(destination, all.subList(0, 30));
    fill(destination, List.of(dated(redated, DATE.plusYears(1)), nameless("Text B")));

    Counts counts = completed(project.adopting());

    assertEquals(31, counts.adopted());
    assertEquals(21, counts.migrated());
    assertEquals(53, snapshot(destination).count());
  }

  @Test
  void aMessageInAnotherFolderIsNoCopy() throws Exception {
    fill(source, List.of(message("INBOX", "moved", "Text"), message("Old", "other", "Text")));
    fill(destination, List.of(message("Old", "moved", "Text")));

    assertEquals(2, completed(project.adopting()).migrated());
  }

  @Test
  void aPreStagePassAdoptsOnlyWhatPassesItsFilters() throws Exception {
    List<SampleMessage> old = numbered("INBOX", 20);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);
    List<SampleMessage> fresh =
        numbered("INBOX", 50).subList(30, 50).stream().map(m -> dated(m, now)).toList();
    fill(source, old);
    fill(source, fresh);
    fill(destination, old.subList(0, 10));
    fill(destination, fresh.subList(0, 10));

    long pass = project.submit(PassType.PRE_STAGE, Optional.of("90d"), true);
    Counts preStage = completed(project.await(pass));
    Counts full = completed(project.adopting());

    assertEquals(10, preStage.adopted());
    assertEquals(10, preStage.migrated());
    assertEquals(20, preStage.filtered());
    assertEquals(40, preStage.listed());
    assertEquals(20, full.alreadyMigrated());
    assertEquals(10, full.adopted());
    assertEquals(10, full.migrated());
    assertBothSidesAreEqual();
  }

  @Test
  void whatARouteRewritesIsComparedAsItWouldBeDelivered() throws Exception {
    project.editRoute(
        "full.camel.yaml",
        "                                - to:\n",
        """
                                        - setBody:
                                            simple: "X-Moved: yes\\r\\n${bodyAs(String)}"
                                        - to:
        """);
    fill(source, numbered("INBOX", 20));
    fill(source, List.of(nameless("Text")));
    assertEquals(21, completed(project.full()).migrated());
    MailboxSnapshot copied = snapshot(destination);
    loseLedger();

    assertEquals(21, completed(project.adopting()).adopted());
    assertEquals(List.of(), snapshot(destination).changes(copied));
  }

  @Test
  void connectionsThatBreakHarmNothing() throws Exception {
    List<SampleMessage> all = list(corpus());
    fill(source, all);
    fill(
        destination,
        everySecond(all).stream().map(m -> dated(m, m.internalDate().plusSeconds(1))).toList());
    try (DelayProxy toSource = DelayProxy.to(source.port());
        DelayProxy toDestination = DelayProxy.to(destination.port());
        TestProject shaky =
            new TestProject(home.resolve("shaky"), toSource.port(), toDestination.port(), USER)) {
      shaky.set("mailtrek.window.items", "20");
      long pass = shaky.submit(PassType.FULL, Optional.empty(), true);
      for (int listed = 50; listed < MESSAGES; listed += 100) {
        int reached = listed;
        TestProject.until(
            () ->
                shaky.records(pass).get(0).counts().listed() >= reached
                    || shaky.records(pass).get(0).status().finished());
        toSource.cutAll();
        toDestination.cutAll();
      }
      Counts counts = completed(shaky.await(pass));
      assertEquals(MESSAGES, counts.adopted() + counts.migrated());
      assertEquals(MESSAGES, snapshot(destination).count());
      assertTrue(counts.adopted() >= MESSAGES / 2);
    }
  }

  private void loseLedger() throws IOException {
    project.close();
    try (Stream<Path> files = Files.walk(home.resolve("data"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Corpus corpus() {
    return new Corpus(Corpus.Profile.TINY, MESSAGES, 5, Instant.parse("2025-06-01T00:00:00Z"));
  }

  private static <T> List<T> list(Iterable<T> all) {
    List<T> list = new ArrayList<>();
    all.forEach(list::add);
    return list;
  }

  private static List<SampleMessage> everySecond(List<SampleMessage> all) {
    List<SampleMessage> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      some.add(all.get(i));
    }
    return some;
  }

  private static List<SampleMessage> numbered(String folder, int count) {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(folder, "m" + i, "Text"));
    }
    return messages;
  }

  private static SampleMessage message(String folder, String subject, String text) {
    return sample(
        folder,
        "Message-ID: <" + subject + "@example.org>\r\nSubject: " + subject + "\r\n\r\n" + text);
  }

  private static SampleMessage nameless(String text) {
    return sample("INBOX", "Subject: no id\r\n\r\n" + text);
  }

  private static SampleMessage sample(String folder, String text) {
    return new SampleMessage(folder, List.of("\\Seen"), DATE, (text + "\r\n").getBytes(US_ASCII));
  }

  private static SampleMessage dated(SampleMessage message, OffsetDateTime date) {
    return new SampleMessage(message.folder(), message.flags(), date, message.content());
  }

  private static SampleMessage replaced(SampleMessage message, String old, String replacement) {
    String text = new String(message.content(), US_ASCII).replace(old, replacement);
    return new SampleMessage(
        message.folder(), message.flags(), message.internalDate(), text.getBytes(US_ASCII));
  }

  private static void fill(DovecotServer server, Iterable<SampleMessage> messages)
      throws IOException {
    try (RawImap imap = RawImap.login(server.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages);
    }
  }

  private Counts completed(List<MailboxPassRecord> records) throws Exception {
    MailboxPassRecord record = records.get(0);
    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.toString());
    Counts counts = record.counts();
    assertEquals(0, counts.failed());
    assertEquals(
        counts.listed(),
        counts.migrated()
            + counts.alreadyMigrated()
            + counts.adopted()
            + counts.filtered()
            + counts.skipped());
    return counts;
  }

  private void assertBothSidesAreEqual() throws IOException {
    assertEquals(List.of(), snapshot(source).differences(snapshot(destination)));
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }
}
