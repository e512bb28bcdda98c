package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
  private final Properties properties = new Properties();

  @Test
  void theServiceListensOn127001UnlessItIsToldOtherwise() {
    properties.setProperty("camel.management.port", "9999");

    ServiceSettings.complete(properties);

    assertEquals("true", properties.getProperty("camel.management.enabled"));
    assertEquals("127.0.0.1", properties.getProperty("camel.management.host"));
    assertEquals("9999", properties.getProperty("camel.management.port"));
  }

  @Test
  void healthAndMetricsHaveAPortOfTheirOwn() {
    ServiceSettings.complete(properties);

    assertEquals("9876", properties.getProperty("camel.management.port"));
  }

  @Test
  void aSettingWithDashesCountsAsSet() {
    properties.setProperty("camel.management.health-check-enabled", "false");

    ServiceSettings.complete(properties);

    assertFalse(properties.containsKey("camel.management.healthCheckEnabled"));
  }

  @Test
  void aCommandOpensNoPortWhateverIsSet() {
    properties.setProperty("camel.management.enabled", "true");
    properties.setProperty("camel.metrics.enabled", "true");
    properties.setProperty("camel.main.name", "mailtrek");

    ServiceSettings.remove(properties);

    assertEquals(Set.of("camel.main.name"), properties.stringPropertyNames());
  }
}
