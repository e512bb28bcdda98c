package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.ScriptedEws.done;
import static io.mailtrek.store.exchange.ScriptedEws.login;
import static io.mailtrek.store.exchange.ScriptedEws.messages;
import static io.mailtrek.store.exchange.ScriptedEws.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mailtrek.api.TestKeyStore;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Problem;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EwsTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;
  private Path keyStore;
  private ScriptedEws server;

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
    server = ScriptedEws.start(https).then(messages("FindItem", done("FindItem", "")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void trustsTheCertificateOfATruststore() throws Exception {
    String trusting = "?truststore=" + keyStore + "&truststorePassword=" + PASSWORD;
    try (EwsClient client = server.client(trusting, login("anna@old.example"))) {
      client.greet();
      assertTrue(client.send(request("FindItem")).messages().get(0).success());
      assertEquals("TLSv1.3", client.tlsSession().orElseThrow().getProtocol());
    }
    assertEquals("", server.asked().get(0).header("Authorization"));
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    try (EwsClient client = server.client("", login("anna@old.example"))) {
      FatalException e = assertThrows(FatalException.class, () -> client.send(request("FindItem")));
      assertEquals(Problem.CERTIFICATE_NOT_TRUSTED, e.problem());
      assertThrows(FatalException.class, client::greet);
    }
    assertEquals(0, server.asked().size());
  }
}
