package io.mailtrek.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The placeholder {@code {{file:PATH}}}: the text of a file, such as a mounted secret, without the
 * line end at its end. A relative path begins at the project's folder.
 */
public final class FileFunction implements PropertiesFunction {
  private final Path home;

  /** For the project in {@code home}. */
  public FileFunction(Path home) {
    this.home = home;
  }

  @Override
  public String getName() {
    return "file";
  }

  @Override
  public String apply(String path) {
    try {
      return Files.readString(home.resolve(path), StandardCharsets.UTF_8)
          .replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file "
              + home.resolve(path)
              + " of a placeholder can't be read. Check that it is there and readable.",
          e);
    }
  }
}
