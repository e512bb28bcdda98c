package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings in the documentation is that of the code. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final String HEADER =
      """
      | setting | default | value | what it is for |
      |---|---|---|---|
      """;

  @Test
  void theTableOfThePageIsThatOfTheSettings() throws IOException {
    String table =
        Setting.ALL.stream()
            .map(ConfigurationPageTest::row)
            .collect(Collectors.joining("\n", HEADER, "\n"));

    assertTrue(
        Files.readString(PAGE).contains("\n" + table + "\n"),
        () -> "Replace the table of settings in " + PAGE + " by this one:\n\n" + table);
  }

  private static String row(Setting<?> setting) {
    return "| `"
        + setting.name()
        + "` | "
        + setting.standard().map(text -> "`" + text + "`").orElse("")
        + " | "
        + cell(setting.form())
        + " | "
        + cell(setting.sentence())
        + " |";
  }

  /** A star would begin italics in Markdown, and a bar another cell. */
  private static String cell(String text) {
    return text.replace("*", "\\*").replace("|", "\\|");
  }
}
