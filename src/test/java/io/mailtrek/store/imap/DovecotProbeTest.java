package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A look at a real server and a probe of it leave nothing behind. */
@RequiresDovecot
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotProbeTest {
  private static final String USER = "anna";
  private static final String PASSWORD = "secret";
  private static final Login LOGIN = new Login(USER, new Secret(PASSWORD), Optional.empty());
  private static final String LEFT = "MailTrek probe 0123456789abcdef";

  private DovecotServer server;
  private ImapStore store;

  @BeforeAll
  void start() {
    server =
        DovecotServer.builder()
            .user(USER, PASSWORD)
            .masterUser("admin", "for all")
            .namespace("INBOX.", '.')
            .config(
                """
                mail_plugins = quota acl
                protocol imap {
                  mail_plugins = quota imap_quota acl imap_acl
                }
                plugin {
                  quota = count:User quota
                  quota_vsizes = yes
                  quota_rule = *:storage=50M
                  acl = vfile
                  acl_user = %u
                }
                """)
            .start();
    store = ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void fill() throws Exception {
    server.erase(USER);
    try (RawImap imap = RawImap.login(server.port(), USER, PASSWORD)) {
      imap.seed(List.of(message("INBOX", "Subject: mine\r\n\r\nText\r\n")));
    }
  }

  @Test
  void theLookTellsQuotaRightsAndConnectionsAndChangesNothing() throws Exception {
    MailboxSnapshot before = MailboxSnapshot.read(server.port(), USER, PASSWORD);

    Inspection found = store.inspect(Side.DESTINATION, LOGIN, 3, new Waits(Waits.PATIENCE));

    assertEquals(Verdict.GO, found.verdict(), found.toString());
    assertEquals(50 << 20, found.space().orElseThrow().limit());
    assertTrue(finding(found.findings(), Subject.RIGHTS).text().contains("rights "));
    assertEquals("3 connections at once", finding(found.findings(), Subject.CONNECTIONS).text());
    assertUnchanged(before);
  }

  @Test
  void theLookSaysForWhomAnAdministratorLogsIn() throws Exception {
    Login admin = new Login("admin", new Secret("for all"), Optional.of(USER));

    Inspection found = store.inspect(Side.SOURCE, admin, 1, new Waits(Waits.PATIENCE));

    assertEquals("admin logs in for anna", finding(found.findings(), Subject.LOGIN).text());
  }

  @Test
  void theLookTellsTlsAndTheEndOfTheCertificate() throws Exception {
    ImapStore secure =
        ImapStore.of(
            ImapUri.parse(
                "imaps://localhost:%d?truststore=%s"
                    .formatted(server.tlsPort(), server.certificate())));

    Inspection found = secure.inspect(Side.SOURCE, LOGIN, 1, new Waits(Waits.PATIENCE));

    String tls = finding(found.findings(), Subject.TLS).text();
    assertTrue(tls.matches("TLSv1\\.\\d, certificate valid until \\d{4}-\\d\\d-\\d\\d"), tls);
  }

  @Test
  void theLookSaysThatACertificateIsNotTrusted() throws Exception {
    ImapStore secure = ImapStore.of(ImapUri.parse("imaps://localhost:" + server.tlsPort()));

    Inspection found = secure.inspect(Side.SOURCE, LOGIN, 1, new Waits(Waits.PATIENCE));

    Finding tls = finding(found.findings(), Subject.TLS);
    assertEquals(Verdict.NO_GO, tls.verdict());
    assertTrue(tls.text().contains("is not trusted"), tls.text());
  }

  @Test
  void theProbeFindsThatEverythingIsKeptAndLeavesNothingBehind() throws Exception {
    MailboxSnapshot before = MailboxSnapshot.read(server.port(), USER, PASSWORD);

    List<Finding> found = store.probe(LOGIN, new Waits(Waits.PATIENCE));

    assertEquals(Verdict.GO, Verdict.worst(found), found.toString());
    assertEquals(6, found.size(), found.toString());
    assertUnchanged(before);
  }

  @Test
  void theProbeRemovesWhatAnInterruptedOneHasLeft() throws Exception {
    MailboxSnapshot before = MailboxSnapshot.read(server.port(), USER, PASSWORD);
    seed(message(LEFT, "X-MailTrek-Probe: 0123456789abcdef\r\n\r\nText\r\n"));

    List<Finding> found = store.probe(LOGIN, new Waits(Waits.PATIENCE));

    assertEquals(Verdict.GO, Verdict.worst(found), found.toString());
    assertUnchanged(before);
  }

  @Test
  void theProbeLeavesAFolderAloneThatHoldsSomebodysMail() throws Exception {
    seed(message(LEFT, "Subject: moved here by its owner\r\n\r\nText\r\n"));

    List<Finding> found = store.probe(LOGIN, new Waits(Waits.PATIENCE));

    Finding left = finding(found, Subject.CLEAN_UP);
    assertEquals(Verdict.CAUTION, left.verdict());
    assertTrue(left.text().contains("not the probe's"), left.text());
    MailboxSnapshot after = MailboxSnapshot.read(server.port(), USER, PASSWORD);
    assertEquals(1, after.folder(LEFT).messages().size());
    assertFalse(after.folder(LEFT).messages().get(0).flags().contains("\\Deleted"));
    assertEquals(
        1, after.folders().keySet().stream().filter(name -> name.contains("probe")).count());
  }

  private void assertUnchanged(MailboxSnapshot before) throws Exception {
    assertEquals(List.of(), MailboxSnapshot.read(server.port(), USER, PASSWORD).changes(before));
  }

  private void seed(SampleMessage message) throws Exception {
    try (RawImap imap = RawImap.login(server.port(), USER, PASSWORD)) {
      imap.seed(List.of(message));
      imap.command("UNSUBSCRIBE " + imap.mailbox(message.folder()));
    }
  }

  private static SampleMessage message(String folder, String text) {
    return new SampleMessage(
        folder,
        List.of(),
        OffsetDateTime.parse("2020-01-02T03:04:05Z"),
        text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Finding finding(List<Finding> found, Subject subject) {
    return found.stream()
        .filter(finding -> finding.subject() == subject)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + subject + " in " + found));
  }
}
