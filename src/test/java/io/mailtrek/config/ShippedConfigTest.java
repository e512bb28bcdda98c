package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the shipped files in step with the settings. */
class ShippedConfigTest {
  private static final Path CONFIG = Path.of("config");
  private static final Pattern LINE = Pattern.compile("#?(mailtrek\\.\\S+) = (.*)");

  @Test
  void everySettingIsExplainedAndShownWithItsDefault() throws IOException {
    List<String> blocks = blocks();
    for (Setting<?> setting : Setting.ALL) {
      String name = setting.name().replace(".N", ".1");
      String block =
          blocks.stream()
              .filter(text -> text.matches("(?s).*#?" + Pattern.quote(name) + " = .*"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + " is missing"));
      String plain = block.replaceAll("\\n# ", " ").replaceFirst("# ", "");
      assertTrue(plain.startsWith(setting.sentence()), name + " lacks: " + setting.sentence());
      assertTrue(plain.contains("Value: " + setting.form() + "."), name + ": " + setting.form());
      setting
          .standard()
          .ifPresent(value -> assertTrue(block.endsWith("#" + name + " = " + value), block));
    }
  }

  @Test
  void everyLineIsASettingWithAGoodValue() throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(CONFIG.resolve("application.properties"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        Setting<?> setting = Setting.named(matcher.group(1)).orElseThrow();
        assertTrue(names.add(matcher.group(1)), line);
        if (!matcher.group(2).contains("{{")) {
          Object unused = setting.parser().parse(matcher.group(2));
        }
      }
    }
    assertEquals(Setting.ALL.size(), names.size());
  }

  @Test
  void theShippedProjectLacksNothingButThePasswords() throws Exception {
    assertEquals(2, ProjectFiles.loadWithoutPasswords(Path.of("")).mailboxes().size());
  }

  @Test
  void theBuiltInLoggingIsThatOfTheShippedFile() throws IOException {
    try (InputStream builtIn = getClass().getResourceAsStream("/mailtrek-logback.xml")) {
      assertEquals(
          withoutComments(Files.readString(CONFIG.resolve("logback.xml"))),
          withoutComments(new String(builtIn.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static String withoutComments(String xml) {
    return xml.replaceAll("(?s)<!--.*?-->", "").replaceAll("\\s+", " ");
  }

  private static List<String> blocks() throws IOException {
    return List.of(Files.readString(CONFIG.resolve("application.properties")).split("\\n\\n+"));
  }
}
