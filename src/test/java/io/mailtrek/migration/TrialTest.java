package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial verifies, probes, makes all folders and moves a sample. */
@RequiresDovecot
class TrialTest {
  private static final String USER = "anna";

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private TestProject project;

  @BeforeEach
  void make(@TempDir Path home) throws Exception {
    project = new TestProject(home, source.port(), destination.port(), USER);
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void movesTenItemsAFolderOnceHoweverOftenAndTheFullPassMovesTheRest() throws Exception {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      messages.add(message("INBOX", i, 500));
      messages.add(message("Projects/Old", i, 500));
    }
    messages.add(message("Small", 0, 500));
    seed(messages);
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.create("Empty/Nothing in it");
    }
    MailboxSnapshot before = snapshot(source);

    MailboxPassRecord first = trial();
    MailboxSnapshot sample = snapshot(destination);
    MailboxPassRecord again = trial();

    assertEquals(MailboxPassStatus.COMPLETED, first.status(), first.message());
    assertEquals(new Counts(51, 21, 0, 0, 30, 0, 0, first.counts().bytes(), 0), first.counts());
    assertEquals(30, filteredByLimit(first));
    assertEquals(before.folders().keySet(), sample.folders().keySet());
    assertEquals(10, sample.folder("INBOX").messages().size());
    assertEquals(10, sample.folder("Projects/Old").messages().size());
    assertEquals(1, sample.folder("Small").messages().size());
    assertEquals(new Counts(51, 0, 21, 0, 30, 0, 0, 0, 0), again.counts());
    assertEquals(List.of(), snapshot(destination).changes(sample));

    MailboxPassRecord full = project.full().get(0);
    assertEquals(30, full.counts().migrated());
    assertEquals(List.of(), before.differences(snapshot(destination)));
    assertEquals(List.of(), snapshot(source).changes(before));
  }

  @Test
  void movesFiveMegabytesAtMost() throws Exception {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      messages.add(message("INBOX", i, 1_000_000));
      messages.add(message("Sent", i, 1_000));
    }
    messages.add(message("Huge", 0, 6_000_000));
    seed(messages);

    MailboxPassRecord record = trial();

    assertEquals(MailboxPassStatus.COMPLETED, record.status(), record.message());
    assertTrue(record.counts().bytes() <= 5 << 20, record.toString());
    MailboxSnapshot sample = snapshot(destination);
    assertFalse(sample.folder("INBOX").messages().isEmpty());
    assertEquals(8, sample.folder("Sent").messages().size());
    assertEquals(0, sample.folder("Huge").messages().size());
  }

  @Test
  void itemsThatAFilterHoldsBackTakeNoRoomInTheSample() throws Exception {
    project.set("mailtrek.latest-date", "2021-01-01");
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      messages.add(message("INBOX", i, 500));
    }
    // The newest in the folder, so they are looked at first.
    for (int i = 0; i < 20; i++) {
      messages.add(message("INBOX", i, 500, OffsetDateTime.parse("2022-01-01T00:00:00Z")));
    }
    seed(messages);

    MailboxPassRecord record = trial();

    assertEquals(10, record.counts().migrated());
    assertEquals(2, filteredByLimit(record));
  }

  @Test
  void probesTheDestinationAndLeavesNoTraceOfIt() throws Exception {
    seed(List.of(message("INBOX", 1, 500)));

    MailboxPassRecord record = trial();

    Preflight found =
        project.engine().ledger().passes().preflight(1, record.mailboxId()).orElseThrow();
    assertEquals(Verdict.GO, found.verdict(), found.toString());
    assertTrue(found.findings().stream().map(Finding::subject).anyMatch(Finding.Subject::survival));
    assertTrue(
        snapshot(destination).folders().keySet().stream()
            .noneMatch(folder -> folder.contains("probe")));
  }

  @Test
  void movesNothingWhereTheVerificationSaysNoGo() throws Exception {
    seed(List.of(message("INBOX", 1, 500), message("Projects", 1, 500)));
    Path mailboxes = project.home().resolve("config/mailboxes.csv");
    Files.writeString(
        mailboxes,
        Files.readString(mailboxes)
            .replace("new-anna@example.org,anna,secret", "new-anna@example.org,anna,wrong"));

    MailboxPassRecord record = trial();

    assertEquals(MailboxPassStatus.FAILED, record.status());
    assertTrue(record.message().startsWith("no-go, destination login: "), record.message());
    assertFalse(record.message().contains("wrong"), record.message());
    assertFalse(snapshot(destination).folders().containsKey("Projects"));
  }

  @Test
  void writesNothingWhereItsRouteIsMissing() throws Exception {
    seed(List.of(message("INBOX", 1, 500)));
    Files.delete(project.home().resolve("routes/trial.camel.yaml"));

    MailboxPassRecord record = trial();

    assertEquals(MailboxPassStatus.FAILED, record.status());
    assertTrue(record.message().contains("mailbox:source?pass=trial"), record.message());
    assertTrue(
        project.engine().ledger().passes().preflight(1, record.mailboxId()).isEmpty(),
        "it has not looked");
  }

  private MailboxPassRecord trial() throws Exception {
    return project.await(project.submit(PassType.TRIAL, Optional.empty())).get(0);
  }

  private long filteredByLimit(MailboxPassRecord record) throws Exception {
    return project
        .engine()
        .ledger()
        .passes()
        .folderCounts(record.passId(), record.mailboxId())
        .stream()
        .map(FolderCounts::filteredBy)
        .mapToLong(filters -> filters.getOrDefault("limit", 0L))
        .sum();
  }

  private void seed(List<SampleMessage> messages) throws Exception {
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages);
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws Exception {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  private static SampleMessage message(String folder, int number, int size) {
    return message(folder, number, size, OffsetDateTime.parse("2020-01-02T03:04:05Z"));
  }

  private static SampleMessage message(String folder, int number, int size, OffsetDateTime date) {
    String text = "x".repeat(70).concat("\r\n").repeat(size / 72);
    return new SampleMessage(
        folder,
        List.of(),
        date,
        ("Subject: " + number + " in " + folder + "\r\n\r\n" + text)
            .getBytes(StandardCharsets.US_ASCII));
  }
}
