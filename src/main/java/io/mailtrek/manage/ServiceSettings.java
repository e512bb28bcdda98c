package io.mailtrek.manage;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of Camel for health and metrics, which only the service has. */
public final class ServiceSettings {
  private static final String STANDARD_PORT = "9876";

  private static final Map<String, String> STANDARD =
      Map.of(
          "camel.management.enabled", "true",
          "camel.management.host", "127.0.0.1",
          // Camel's own default is the port of the API.
          "camel.management.port", STANDARD_PORT,
          "camel.management.healthCheckEnabled", "true",
          "camel.management.metricsEnabled", "true",
          "camel.metrics.enabled", "true",
          // One event an item and endpoint would cost more than all that is counted besides.
          "camel.metrics.enableExchangeEventNotifier", "false",
          "camel.health.exposureLevel", "full",
          // They say of each route again what its own check says.
          "camel.health.consumersEnabled", "false");

  private static final Set<String> ONLY_OF_THE_SERVICE =
      Set.of("camel.management.", "camel.metrics.", "camel.health.");

  private ServiceSettings() {}

  /** Adds what is not set. */
  public static void complete(Properties properties) {
    Set<String> set =
        properties.stringPropertyNames().stream()
            .map(ServiceSettings::plain)
            .collect(Collectors.toSet());
    STANDARD.forEach(
        (name, value) -> {
          if (!set.contains(plain(name))) {
            properties.setProperty(name, value);
          }
        });
  }

  /**
   * Looks whether the port for health and metrics can be had: Camel would go on without them.
   *
   * @throws ConfigException when another program has it
   */
  public static void checkPort(Properties properties) throws ConfigException {
    String port = properties.getProperty("camel.management.port", STANDARD_PORT);
    if (!properties.getProperty("camel.management.enabled", "").equals("true")
        || !port.matches("\\d{1,5}")) {
      return;
    }
    String host = properties.getProperty("camel.management.host");
    try {
      new ServerSocket(Integer.parseInt(port), 1, InetAddress.getByName(host)).close();
    } catch (IOException e) {
      throw new ConfigException(
          List.of(
              Mistake.in(
                  "config/application.properties",
                  "Port "
                      + port
                      + " of "
                      + host
                      + " can't be had for health and metrics ("
                      + e.getMessage()
                      + "). Set camel.management.port to one that is free.")));
    }
  }

  /** Camel takes camelCase and dashes for the same. */
  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Takes out what would start a server in a command. */
  public static void remove(Properties properties) {
    for (String name : properties.stringPropertyNames()) {
      if (ONLY_OF_THE_SERVICE.stream().anyMatch(name::startsWith)) {
        properties.remove(name);
      }
    }
  }
}
