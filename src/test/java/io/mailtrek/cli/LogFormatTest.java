package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped configuration of Logback writes. */
class LogFormatTest {
  @TempDir private Path data;

  @Test
  void jsonHasAnObjectALineWithTheFieldsOfTheElasticCommonSchema() throws Exception {
    log("json");

    List<String> lines = Files.readAllLines(data.resolve("mailtrek.log"));
    assertEquals(2, lines.size(), lines::toString);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertTrue(first.hasNonNull("@timestamp"));
    assertTrue(first.hasNonNull("ecs.version"));
    assertEquals("WARN", first.path("log.level").asText().strip());
    assertEquals("Said \"no\"\nand left", first.path("message").asText());
    assertEquals("mailtrek", first.path("service.name").asText());
    assertEquals("3", first.path("pass").asText());
    assertEquals("anna@old.example", first.path("mailbox").asText());
    assertEquals("Old stuff/2019", first.path("folder").asText());
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertEquals("java.lang.IllegalStateException", second.path("error.type").asText());
    assertFalse(second.has("mailbox"));
  }

  @Test
  void textHasALineForPeople() throws Exception {
    log("text");

    String text = Files.readString(data.resolve("mailtrek.log"));
    assertTrue(
        text.contains(
            "WARN  pass=3 mailbox=anna@old.example folder=\"Old stuff/2019\" io.mailtrek.test: Said"),
        text);
  }

  private void log(String format) throws Exception {
    LoggerContext context = new LoggerContext();
    LogbackMDCAdapter fields = new LogbackMDCAdapter();
    context.setMDCAdapter(fields);
    context.putProperty("mailtrek.log.file", data.resolve("mailtrek.log").toString());
    context.putProperty("mailtrek.log.format", format);
    context.start();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("config/logback.xml").toFile());
    var logger = context.getLogger("io.mailtrek.test");
    fields.put("pass", "3");
    fields.put("mailbox", "anna@old.example");
    fields.put("folder", "Old stuff/2019");
    logger.warn("Said \"no\"\nand left");
    fields.clear();
    logger.error("Failed", new IllegalStateException("why"));
    context.stop();
    // Logback would print all that it did on the terminal.
    assertEquals(
        Status.INFO,
        context.getStatusManager().getCopyOfStatusList().stream()
            .mapToInt(Status::getEffectiveLevel)
            .max()
            .orElseThrow());
  }
}
