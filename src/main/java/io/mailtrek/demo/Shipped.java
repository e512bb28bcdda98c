package io.mailtrek.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;

/** Where MailTrek's own {@code routes} and {@code config} folders are. */
public final class Shipped {
  private Shipped() {}

  /**
   * The folder that holds them: as the launcher tells by the system property {@code mailtrek.dist},
   * or above the {@code target} folder that the program was started from.
   *
   * @throws IOException when it is not found
   */
  public static Path folder() throws IOException {
    return candidates()
        .filter(folder -> Files.isDirectory(folder.resolve("routes")))
        .findFirst()
        .orElseThrow(
            () ->
                new FileNotFoundException(
                    "MailTrek's own routes folder was not found. Start it with bin/mailtrek, or"
                        + " name its folder by -Dmailtrek.dist=DIR."));
  }

  private static Stream<Path> candidates() {
    String told = System.getProperty("mailtrek.dist");
    if (told != null) {
      return Stream.of(Path.of(told));
    }
    try {
      CodeSource code = Shipped.class.getProtectionDomain().getCodeSource();
      Path program = Path.of(code.getLocation().toURI());
      return Stream.of(program.resolve("../..").normalize(), Path.of(""));
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }
}
