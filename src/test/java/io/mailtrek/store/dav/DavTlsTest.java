package io.mailtrek.store.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mailtrek.api.TestKeyStore;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Waits;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DavTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private Path keyStore;
  private DavServer server;

  @BeforeEach
  void start() throws Exception {
    keyStore = folder.resolve("server.p12");
    TestKeyStore.make(keyStore, PASSWORD);
    KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    HttpsServer https = HttpsServer.create();
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    server = DavServer.start(https, UnaryOperator.identity());
    server.tree().addUser("anna", "secret");
    server.tree().addCalendar("anna", "work", "Work", Set.of("VEVENT"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DavStore store(String parameters) {
    return DavStore.of(DavUri.parse("davs://127.0.0.1:" + server.port() + parameters));
  }

  @Test
  void trustsTheCertificateOfATruststore() throws Exception {
    DavStore store = store("?truststore=" + keyStore + "&truststorePassword=" + PASSWORD);
    try (SourceSession session = store.openSource(Copying.login("anna"))) {
      assertEquals(1, session.folders().size());
    }
    List<Finding> findings =
        store.inspect(Side.SOURCE, Copying.login("anna"), 1, new Waits(Waits.PATIENCE)).findings();
    assertTrue(findings.get(1).text().startsWith("TLSv1.3, certificate valid"), "" + findings);
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    FatalException e =
        assertThrows(FatalException.class, () -> store("").openSource(Copying.login("anna")));
    assertEquals(Problem.CERTIFICATE_NOT_TRUSTED, e.problem());
    List<Finding> findings =
        store("")
            .inspect(Side.DESTINATION, Copying.login("anna"), 1, new Waits(Waits.PATIENCE))
            .findings();
    assertEquals(Finding.Subject.TLS, findings.get(findings.size() - 1).subject());
    assertFalse(findings.toString().contains("secret"));
  }
}
