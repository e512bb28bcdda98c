package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.FaultProxy;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that takes no malformed messages. */
@RequiresDovecot
class RepairTest {
  private static final String USER = "anna";
  private static final String GOOD =
      "Message-ID: <good@example.org>\r\nSubject: good\r\n\r\nText\r\n";
  private static final String BAD =
      "Message-ID: <bad@example.org>\r\nSubject: Gr\u00fc\u00dfe\r\n\r\n"
          + "x".repeat(1200)
          + "\r\nText\r\n";

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private FaultProxy proxy;
  private TestProject project;
  private Path home;

  @BeforeEach
  void fill(@TempDir Path folder) throws Exception {
    home = folder;
    proxy = FaultProxy.to(destination.port());
    proxy
        .on("APPEND .*")
        .holding(bytes -> bytes.chars().anyMatch(c -> c > 127))
        .always()
        .does(Faults.answer("NO [CANNOT] 8-bit header"));
    project = new TestProject(home, source.port(), proxy.port(), USER);
    project.set("mailtrek.retry.first-delay-ms", "10").set("mailtrek.retry.longest-delay-ms", "40");
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(List.of(message(GOOD), message(BAD)));
    }
  }

  @AfterEach
  void stop() {
    project.close();
    proxy.close();
    source.close();
    destination.close();
  }

  @Test
  void aMalformedMessageFailsAndIsKeptInQuarantine() throws Exception {
    project.set("mailtrek.quarantine", "kept");

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status());
    assertEquals(1, record.counts().migrated());
    Failure failure = log().failures().get(0);
    assertEquals(Optional.of(Problem.REFUSED), failure.problem());
    Path kept = Path.of(failure.quarantined().orElseThrow());
    assertTrue(kept.startsWith(home.resolve("kept")), kept.toString());
    assertArrayEquals(bytes(BAD), Files.readAllBytes(kept));
    String account = Files.readString(Path.of(kept.toString().replace(".eml", ".txt")));
    assertTrue(account.contains("NO [CANNOT] 8-bit header"), account);
    assertTrue(account.contains("refused (item-permanent)"), account);
  }

  @Test
  void withoutASettingNothingIsKeptOrRepaired() throws Exception {
    project.full();

    assertEquals(1, log().failures().size());
    assertEquals(List.of(), log().repaired());
    try (Stream<Path> files = Files.walk(home)) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".eml")).toList());
    }
  }

  @Test
  void aRepairedMessageArrivesAndItsOriginalIsKept() throws Exception {
    project.set("mailtrek.repair", "auto");

    MailboxPassRecord record = project.full().get(0);

    assertEquals(2, record.counts().migrated(), record.toString());
    assertEquals(List.of(), log().failures());
    Repaired repaired = log().repaired().get(0);
    assertEquals("eight-bit-header", repaired.repairs());
    Path original = Path.of(repaired.original().orElseThrow());
    assertTrue(original.startsWith(home.resolve("quarantine")), original.toString());
    assertArrayEquals(bytes(BAD), Files.readAllBytes(original));
    assertTrue(delivered().contains(BAD.replace("Gr\u00fc\u00dfe", "=?UTF-8?B?R3LDvMOfZQ==?=")));

    assertEquals(2, project.full().get(0).counts().alreadyMigrated());
  }

  @Test
  void whenNoFormIsTakenTheItemFailsWithTheLastAnswer() throws Exception {
    project.set("mailtrek.repair", "auto");
    proxy.heal();
    proxy
        .on("APPEND .*")
        .holding(bytes -> bytes.contains("bad@example.org"))
        .always()
        .does(Faults.answer("NO [CANNOT] whatever it is"));

    MailboxPassRecord record = project.full().get(0);

    assertEquals(MailboxPassStatus.COMPLETED, record.status());
    assertEquals(1, record.counts().failed());
    assertEquals(List.of(), log().repaired());
    Path kept = Path.of(log().failures().get(0).quarantined().orElseThrow());
    assertArrayEquals(bytes(BAD), Files.readAllBytes(kept));
    String account = Files.readString(Path.of(kept.toString().replace(".eml", ".txt")));
    assertTrue(account.contains("eight-bit-header,long-lines"), account);
  }

  @Test
  void aMessageThatMakesTheServerDropTheConnectionIsRepairedToo() throws Exception {
    project.set("mailtrek.repair", "auto");
    proxy.heal();
    proxy
        .on("APPEND .*")
        .holding(bytes -> bytes.contains("x".repeat(1000)))
        .always()
        .does(Faults.drop());

    MailboxPassRecord record = project.full().get(0);

    assertEquals(2, record.counts().migrated(), record + " " + log().failures());
    assertEquals("eight-bit-header,long-lines", log().repaired().get(0).repairs());
  }

  @Test
  void aRetryRepairsWhatHadFailed() throws Exception {
    project.full();
    project.close();
    project.set("mailtrek.repair", "auto");

    MailboxPassRecord record =
        project.await(project.submit(PassType.RETRY, Optional.empty())).get(0);

    assertEquals(1, record.counts().listed());
    assertEquals(1, record.counts().migrated());
    assertEquals(1, log().repaired().size());
    assertEquals(List.of(), log().failures());
  }

  private PassLog log() throws Exception {
    return project.engine().ledger().passes();
  }

  private List<String> delivered() throws Exception {
    try (RawImap imap = RawImap.login(destination.port(), USER, TestProject.PASSWORD)) {
      imap.command("SELECT INBOX");
      return imap.command("FETCH 1:* (BODY.PEEK[])").stream()
          .flatMap(response -> response.literals().stream())
          .map(literal -> new String(literal, StandardCharsets.ISO_8859_1))
          .toList();
    }
  }

  private static SampleMessage message(String text) {
    return new SampleMessage(
        "INBOX", List.of(), OffsetDateTime.parse("2025-05-05T05:05:05Z"), bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
