package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification of several mailboxes: nothing is moved, and each gets its verdict. */
@RequiresDovecot
class VerifyTest {
  private static final String QUOTA =
      """
      mail_plugins = quota
      protocol imap {
        mail_plugins = quota imap_quota
      }
      plugin {
        quota = count:User quota
        quota_vsizes = yes
        quota_rule = *:storage=100K
      }
      """;

  private DovecotServer source;
  private DovecotServer destination;
  private TestProject project;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    source =
        DovecotServer.builder()
            .user("anna", TestProject.PASSWORD)
            .user("bernd", TestProject.PASSWORD)
            .start();
    destination =
        DovecotServer.builder()
            .user("anna", TestProject.PASSWORD)
            .user("bernd", TestProject.PASSWORD)
            .user("cora", TestProject.PASSWORD)
            .config(QUOTA)
            .start();
    project = new TestProject(home, source.port(), destination.port(), "anna", "bernd", "cora");
  }

  @AfterEach
  void stop() {
    project.close();
    source.close();
    destination.close();
  }

  @Test
  void givesEachMailboxItsVerdictAndChangesNothing() throws Exception {
    seed("anna", message("INBOX", 5_000), message("Projects/Old", 7_000), message("Trash", 1_000));
    seed("bernd", message("INBOX", 120_000));
    project.set("mailtrek.folder-filter", "^Trash$");
    MailboxSnapshot sourceBefore = snapshot(source, "anna");
    MailboxSnapshot destinationBefore = snapshot(destination, "anna");

    long pass = project.submit(PassType.VERIFY, Optional.empty());
    List<MailboxPassRecord> records = project.await(pass);

    assertEquals(
        List.of(MailboxPassStatus.COMPLETED, MailboxPassStatus.FAILED, MailboxPassStatus.FAILED),
        records.stream().map(MailboxPassRecord::status).toList());
    Preflight anna = preflight(records.get(0));
    assertEquals(Verdict.GO, anna.verdict(), anna.toString());
    Workload workload = anna.workload().orElseThrow();
    assertEquals(2, workload.items());
    assertTrue(workload.bytes() >= 12_000 && workload.bytes() < 13_000, workload.toString());
    assertTrue(workload.largest() >= 7_000 && workload.largest() < 8_000, workload.toString());
    assertEquals(100 << 10, workload.spaceLeft().orElseThrow());

    String bernd = records.get(1).message();
    assertTrue(bernd.startsWith("no-go, destination space: "), bernd);
    assertTrue(bernd.contains("Raise the quota at the destination by"), bernd);

    String cora = records.get(2).message();
    assertTrue(cora.startsWith("no-go, source login: "), cora);
    assertTrue(
        preflight(records.get(2)).findings().stream()
            .anyMatch(finding -> finding.side().word().equals("destination")),
        "the other side is looked at all the same");

    assertEquals(List.of(), snapshot(source, "anna").changes(sourceBefore));
    assertEquals(List.of(), snapshot(destination, "anna").changes(destinationBefore));
  }

  @Test
  void countsOnlyWhatWasNotMigratedYet() throws Exception {
    seed("anna", message("INBOX", 5_000), message("INBOX", 5_000));
    assertEquals(2, project.full().get(0).counts().migrated());
    seed("anna", message("INBOX", 2_000), message("Later", 3_000));

    MailboxPassRecord anna =
        project.await(project.submit(PassType.VERIFY, Optional.empty())).get(0);

    Workload workload = preflight(anna).workload().orElseThrow();
    assertEquals(2, workload.items());
    assertTrue(workload.bytes() >= 5_000 && workload.bytes() < 6_000, workload.toString());
    assertEquals(2, project.full().get(0).counts().migrated());
  }

  private Preflight preflight(MailboxPassRecord record) throws Exception {
    return project
        .engine()
        .ledger()
        .passes()
        .preflight(record.passId(), record.mailboxId())
        .orElseThrow();
  }

  private void seed(String user, SampleMessage... messages) throws Exception {
    try (RawImap imap = RawImap.login(source.port(), user, TestProject.PASSWORD)) {
      imap.seed(List.of(messages));
    }
  }

  private static MailboxSnapshot snapshot(DovecotServer server, String user) throws Exception {
    return MailboxSnapshot.read(server.port(), user, TestProject.PASSWORD);
  }

  private static SampleMessage message(String folder, int size) {
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.parse("2020-01-02T03:04:05Z"),
        ("Subject: in " + folder + "\r\n\r\n" + "x".repeat(70).concat("\r\n").repeat(size / 72 + 1))
            .getBytes(StandardCharsets.US_ASCII));
  }
}
