package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresDovecot
class DovecotTlsTest {
  private static DovecotServer server;

  @BeforeAll
  static void startServer() {
    server = DovecotServer.builder().user("anna", "secret").masterUser("admin", "master").start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void trustsTheCertificateOfAPemFile() throws Exception {
    folders("imaps://localhost:" + server.tlsPort() + "?truststore=" + server.certificate());
    folders("imap://localhost:" + server.port() + "?truststore=" + server.certificate());
  }

  @Test
  void trustsTheCertificateOfATruststore() throws Exception {
    folders(
        "imaps://127.0.0.1:%d?truststore=%s&truststorePassword=%s"
            .formatted(server.tlsPort(), server.truststore(), server.truststorePassword()));
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    for (String uri :
        new String[] {
          "imaps://localhost:" + server.tlsPort(), "imap://localhost:" + server.port()
        }) {
      FatalException e = assertThrows(FatalException.class, () -> folders(uri));
      assertTrue(e.getMessage().contains("is not trusted"), e.getMessage());
      assertTrue(e.getMessage().contains("truststore"), e.getMessage());
    }
  }

  @Test
  void logsInAsAnAdministratorForAMailbox() throws Exception {
    String uri = "imap://127.0.0.1:" + server.port() + "?security=none";
    folders(uri, new Login("admin", new Secret("master"), Optional.of("anna")));
    folders(uri, new Login("anna*admin", new Secret("master"), Optional.empty()));
    FatalException e =
        assertThrows(
            FatalException.class,
            () -> folders(uri, new Login("admin", new Secret("wrong"), Optional.of("anna"))));
    assertTrue(e.getMessage().contains("admin for anna"), e.getMessage());
  }

  private static void folders(String uri) throws StoreException {
    folders(uri, new Login("anna", new Secret("secret"), Optional.empty()));
  }

  private static void folders(String uri, Login login) throws StoreException {
    try (SourceSession session = ImapStore.of(ImapUri.parse(uri)).openSource(login)) {
      assertFalse(session.folders().isEmpty());
    }
  }
}
