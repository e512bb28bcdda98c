package io.mailtrek.store.net;

import io.mailtrek.store.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which certificates are trusted: those of Java, or those of a file. */
public final class Truststore {
  private static final String PEM = "-----BEGIN";

  private Truststore() {}

  /**
   * TLS that trusts a file, or what Java trusts. A file is read now, what Java trusts when the
   * first connection needs it, because that takes as long as the rest of a short command.
   *
   * @param truststore a PKCS12 or JKS file, or a PEM file with certificates
   * @param password of the PKCS12 or JKS file
   * @throws IllegalArgumentException when the file can't be read
   */
  public static Supplier<SSLContext> context(Optional<Path> truststore, Optional<Secret> password) {
    if (truststore.isEmpty()) {
      return Truststore::ofJava;
    }
    Path file = truststore.get();
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(file, password.map(secret -> secret.reveal().toCharArray())));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return () -> context;
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

  private static SSLContext ofJava() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has TLS", e);
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
