package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.FatalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
  private static final String PASSWORD = "changeit";

  @Test
  void refusesATrustedCertificateThatIsForAnotherHost(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    makeCertificate(keys, "other.example");
    try (SSLServerSocket server = listen(keys)) {
      Thread acceptor = new Thread(() -> shakeHands(server), "tls-server");
      acceptor.setDaemon(true);
      acceptor.start();
      ImapStore store =
          ImapStore.of(
              ImapUri.parse(
                  "imaps://127.0.0.1:%d?truststore=%s&truststorePassword=%s"
                      .formatted(server.getLocalPort(), keys, PASSWORD)));
      FatalException e =
          assertThrows(FatalException.class, () -> store.openSource(ScriptedLogin.LOGIN));
      assertTrue(e.getMessage().contains("is not trusted"), e.getMessage());
      assertTrue(e.getMessage().contains("check the host name"), e.getMessage());
    }
  }

  private static void shakeHands(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
    } catch (IOException e) {
      // The client goes away when it has seen the certificate.
    }
  }

  private static SSLServerSocket listen(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void makeCertificate(Path keys, String host) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + host,
                    "-ext",
                    "san=dns:" + host,
                    "-ext",
                    "bc=ca:true",
                    "-validity",
                    "3650",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keys.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}
