package io.mailtrek.store.imap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which certificates are trusted: those of Java, or those of a file. */
final class Truststore {
  private static final String PEM = "-----BEGIN";

  private Truststore() {}

  /**
   * A factory of sockets that trust what {@code uri} says. A file is read now, what Java trusts
   * when the first connection needs it, because that takes as long as the rest of a short command.
   *
   * @throws IllegalArgumentException when the file can't be read
   */
  static Supplier<SSLSocketFactory> sockets(ImapUri uri) {
    if (uri.truststore().isEmpty()) {
      return () -> (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    Path file = uri.truststore().get();
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(file, uri.truststorePassword().map(secret -> secret.reveal().toCharArray())));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context::getSocketFactory;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The truststore "
              + file
              + " can't be read ("
              + e
              + "): give a PEM file with certificates, or a PKCS12 or JKS file and its"
              + " truststorePassword",
          e);
    }
  }

  private static KeyStore load(Path file, Optional<char[]> password)
      throws IOException, GeneralSecurityException {
    if (isPem(file)) {
      return pem(file);
    }
    // This form finds out by itself whether the file is PKCS12 or JKS.
    KeyStore store = KeyStore.getInstance(file.toFile(), password.orElse(null));
    if (store.size() == 0) {
      throw new IOException("it holds no certificate");
    }
    return store;
  }

  private static boolean isPem(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
      return start.contains(PEM);
    }
  }

  private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("certificate-" + count++, certificate);
      }
    }
    return store;
  }
}
