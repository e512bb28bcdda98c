package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.OddMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

@RequiresDovecot
class DovecotServerTest {
  private static DovecotConfig anna() {
    return DovecotServer.builder().user("anna@example.com", "se:cr\"et ü");
  }

  @Test
  void letsUsersInByTheirPasswordOnly() throws Exception {
    try (DovecotServer server = DovecotServer.builder().user("anna", "se:c\"ret").start()) {
      RawImap.login(server.port(), "anna", "se:c\"ret").close();
      assertThrows(IOException.class, () -> RawImap.login(server.port(), "anna", "wrong"));
    }
  }

  @Test
  void letsTheMasterInForOthersInBothForms() throws Exception {
    try (DovecotServer server = anna().masterUser("admin", "master").start();
        RawImap star = RawImap.connect(server.port());
        RawImap plain = RawImap.connect(server.port());
        RawImap nobody = RawImap.connect(server.port())) {
      star.login("anna@example.com*admin", "master");
      star.create("mine");
      plain.authenticatePlain("anna@example.com", "admin", "master");
      plain.command("SELECT mine");
      assertThrows(IOException.class, () -> nobody.login("missing*admin", "master"));
    }
  }

  @Test
  void speaksTlsThatItsTruststoreTrusts() throws Exception {
    try (DovecotServer server = anna().start()) {
      Properties trust = new Properties();
      trust.put("mail.imaps.ssl.checkserveridentity", "true");
      trust.put("mail.imap.ssl.checkserveridentity", "true");
      trust.put("mail.imap.starttls.required", "true");
      assertThrows(
          MessagingException.class, () -> connect("imaps", server.tlsPort(), trust).close());
      SSLSocketFactory factory = trusting(server).getSocketFactory();
      trust.put("mail.imaps.ssl.socketFactory", factory);
      trust.put("mail.imap.ssl.socketFactory", factory);
      connect("imaps", server.tlsPort(), trust).close();
      connect("imap", server.port(), trust).close();
      assertTrue(Files.readString(server.certificate()).contains("BEGIN CERTIFICATE"));
    }
  }

  @Test
  void comesBackOnTheSamePortWithTheSameMail() throws Exception {
    try (DovecotServer server = DovecotServer.builder().user("anna", "secret").start()) {
      try (RawImap imap = RawImap.login(server.port(), "anna", "secret")) {
        imap.append(OddMail.named("no-message-id").in("INBOX"));
        server.stop();
        assertThrows(IOException.class, () -> imap.command("NOOP"));
      }
      assertThrows(ConnectException.class, () -> RawImap.connect(server.port()));
      server.start();
      assertEquals(1, MailboxSnapshot.read(server.port(), "anna", "secret").count());
    }
  }

  @Test
  void kicksAllSessions() throws Exception {
    try (DovecotServer server = DovecotServer.builder().user("anna", "secret").start();
        RawImap imap = RawImap.login(server.port(), "anna", "secret")) {
      server.kickAll();
      assertThrows(EOFException.class, () -> readToEnd(imap));
      RawImap.login(server.port(), "anna", "secret").close();
    }
  }

  @Test
  void erasesAMailbox() throws Exception {
    try (DovecotServer server = DovecotServer.builder().user("anna", "secret").start();
        RawImap imap = RawImap.login(server.port(), "anna", "secret")) {
      imap.append(OddMail.named("one-byte").in("INBOX"));
      server.erase("anna");
      assertEquals(0, MailboxSnapshot.read(server.port(), "anna", "secret").count());
    }
  }

  @Test
  void setsAMailboxAside() throws Exception {
    try (DovecotServer server = DovecotServer.builder().user("anna", "secret").start();
        RawImap imap = RawImap.login(server.port(), "anna", "secret")) {
      imap.append(OddMail.named("one-byte").in("INBOX"));
      server.setAside("anna");
      assertEquals(0, MailboxSnapshot.read(server.port(), "anna", "secret").count());
      server.setAside("anna");
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    DovecotServer server = DovecotServer.builder().user("anna", "secret").start();
    Path root = server.configFile().getParent().getParent();
    ProcessHandle master = ProcessHandle.of(server.pid()).orElseThrow();
    server.close();
    assertFalse(Files.exists(root));
    assertFalse(master.isAlive());
    server.close();
  }

  @Test
  void hasTheNamespaceAndSettingsAskedFor() throws Exception {
    DovecotConfig config =
        DovecotServer.builder()
            .user("anna", "secret")
            .store(DovecotConfig.Store.MAILDIR)
            .namespace("INBOX.", '.')
            .specialFolder("\\Sent", "Gesendete Objekte")
            .config("imap_capability = IMAP4rev1 NAMESPACE SPECIAL-USE");
    try (DovecotServer server = config.start();
        RawImap imap = RawImap.login(server.port(), "anna", "secret")) {
      assertEquals("INBOX.a.b", imap.serverName("a/b"));
      assertFalse(imap.capabilities().contains("MULTIAPPEND"));
      imap.seed(List.of(OddMail.named("one-byte").in("a/ü")));
      MailboxSnapshot snapshot = MailboxSnapshot.read(imap);
      assertEquals(1, snapshot.folder("a/ü").messages().size());
      assertTrue(snapshot.folder("Gesendete Objekte").attributes().contains("\\Sent"));
    }
  }

  @Test
  void servesRawFilesDroppedIntoItsMaildir() throws Exception {
    DovecotConfig config =
        DovecotServer.builder().user("anna", "secret").store(DovecotConfig.Store.MAILDIR);
    try (DovecotServer server = config.start()) {
      OddMail.all().stream()
          .filter(mail -> !mail.appendable())
          .forEach(mail -> server.dropMessage("anna", mail.in("Ünlucky/deep")));
      MailboxSnapshot snapshot = MailboxSnapshot.read(server.port(), "anna", "secret");
      assertEquals(3, snapshot.folder("Ünlucky/deep").messages().size());
      MailboxSnapshot.Message first = snapshot.folder("Ünlucky/deep").messages().get(0);
      assertEquals(Set.of("\\Seen", "\\Flagged"), first.flags());
      assertEquals(Instant.parse("2024-02-29T18:29:58Z"), first.internalDate());
    }
  }

  @Test
  void theConditionSkipsOutsideCiAndFailsWithin() {
    assertFalse(DovecotCondition.decide(true, true).isDisabled());
    assertTrue(DovecotCondition.decide(false, false).isDisabled());
    assertThrows(IllegalStateException.class, () -> DovecotCondition.decide(false, true));
  }

  private static void readToEnd(RawImap imap) throws IOException {
    while (true) {
      imap.read();
    }
  }

  private static SSLContext trusting(DovecotServer server) throws Exception {
    KeyStore store =
        KeyStore.getInstance(
            server.truststore().toFile(), server.truststorePassword().toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Store connect(String protocol, int port, Properties properties)
      throws MessagingException {
    Store store = Session.getInstance(properties).getStore(protocol);
    store.connect("127.0.0.1", port, "anna@example.com", "se:cr\"et ü");
    return store;
  }
}
