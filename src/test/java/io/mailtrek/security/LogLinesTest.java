package io.mailtrek.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Nobody writes lines of his own into the log. */
class LogLinesTest {
  private final LoggerContext context = new LoggerContext();
  private Path file;

  @BeforeEach
  void useTheShippedConfiguration(@TempDir Path folder) throws JoranException {
    file = folder.resolve("mailtrek.log");
    context.putProperty("mailtrek.log.file", file.toString());
    context.putProperty("mailtrek.log.console", "OFF");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("config/logback.xml").toFile());
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLineEndInAMessageBeginsNoLine() throws IOException {
    logger().info("The folder {} is new.", "a\r\n2026-01-01 ERROR forged\u2028x");

    List<String> lines = Files.readAllLines(file);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(
        lines.get(0).endsWith("The folder a 2026-01-01 ERROR forged x is new."), lines::toString);
  }

  @Test
  void aLineEndInTheNameOfAFolderBeginsNoLine() throws IOException {
    try (var folder = MDC.putCloseable("folder", "a\r\n2026-01-01 ERROR forged")) {
      logger().info("Text");
    }

    List<String> lines = Files.readAllLines(file);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("folder=\"a 2026-01-01 ERROR forged\""), lines::toString);
  }

  private Logger logger() {
    return context.getLogger("test");
  }
}
