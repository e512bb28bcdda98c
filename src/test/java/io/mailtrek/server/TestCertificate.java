package io.mailtrek.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, made once a JVM with the
 * JDK's keytool and kept in memory.
 */
final class TestCertificate {
  /** Guards nothing but a throw-away key of this test run. */
  static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";

  private final String certificatePem;
  private final String keyPem;
  private final byte[] truststore;

  private TestCertificate(KeyStore store) throws GeneralSecurityException, IOException {
    byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    certificatePem = pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    keyPem = pem("PRIVATE KEY", key);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    trusted.store(out, PASSWORD.toCharArray());
    truststore = out.toByteArray();
  }

  /** The certificate of this JVM's test servers. */
  static TestCertificate get() {
    return Holder.CERTIFICATE;
  }

  /** Another one, which nobody trusts who trusts the first; made at the first call. */
  static TestCertificate other() {
    return OtherHolder.CERTIFICATE;
  }

  /** Writes {@code cert.pem}, {@code key.pem} and {@code truststore.p12} into a folder. */
  void writeTo(Path folder) throws IOException {
    writeKeyTo(folder);
    Files.write(folder.resolve("truststore.p12"), truststore);
  }

  /** Writes {@code cert.pem} and {@code key.pem} into a folder. */
  void writeKeyTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("cert.pem"), certificatePem);
    Files.writeString(folder.resolve("key.pem"), keyPem);
  }

  private static String pem(String type, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder(64, newline).encodeToString(der), type);
  }

  private static final class OtherHolder {
    static final TestCertificate CERTIFICATE = Holder.generate();
  }

  private static final class Holder {
    static final TestCertificate CERTIFICATE = generate();

    private static TestCertificate generate() {
      try {
        Path folder = Files.createTempDirectory("mailtrek-keytool");
        Path file = folder.resolve("key.p12");
        try {
          runKeytool(file);
          KeyStore store = KeyStore.getInstance("PKCS12");
          store.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD.toCharArray());
          return new TestCertificate(store);
        } finally {
          Files.deleteIfExists(file);
          Files.deleteIfExists(folder);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Cannot make a test certificate", e);
      }
    }

    private static void runKeytool(Path file) throws IOException {
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      ProcessBuilder command =
          new ProcessBuilder(
              keytool,
              "-genkeypair",
              "-alias",
              ALIAS,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-dname",
              "CN=localhost",
              "-ext",
              "san=dns:localhost,ip:127.0.0.1",
              "-validity",
              "3650",
              "-storetype",
              "PKCS12",
              "-keystore",
              file.toString(),
              "-storepass",
              PASSWORD);
      Process process = command.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        if (process.waitFor() != 0) {
          throw new IOException("keytool failed: " + output);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while keytool ran", e);
      }
    }
  }
}
