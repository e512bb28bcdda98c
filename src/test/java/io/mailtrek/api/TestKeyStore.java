package io.mailtrek.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * PKCS12 files with a key and a self-signed certificate for 127.0.0.1, made by the JDK's keytool.
 */
public final class TestKeyStore {
  private TestKeyStore() {}

  /** Makes one. */
  public static Path make(Path file, String password) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "api",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    password))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no " + file);
    }
    return file;
  }
}
