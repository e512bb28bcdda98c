package io.mailtrek.config;

import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/**
 * Resolves Camel's placeholders with Camel's own properties component, as the routes do. Camel is
 * only touched when there is a placeholder.
 */
final class Placeholders {
  private static final Pattern KEY = Pattern.compile("with key \\[([^\\]]*)\\]");

  private final Path home;
  private final Properties properties;
  private PropertiesComponent component;
  private Encryption encryption;

  /** With the properties that placeholders may name. */
  Placeholders(Path home, Properties properties) {
    this.home = home;
    this.properties = properties;
  }

  /**
   * The text with its placeholders resolved, and decrypted where it is encrypted.
   *
   * @throws IllegalArgumentException which never shows the text, that may hold a password
   */
  String resolve(String text) {
    String resolved = resolvePlaceholders(text);
    return resolved.startsWith("ENC(") && Encryption.isEncrypted(resolved)
        ? encryption().decrypt(resolved)
        : resolved;
  }

  /**
   * What encrypted values are decrypted with.
   *
   * @throws IllegalArgumentException when its password is not set
   */
  Encryption encryption() {
    if (encryption == null) {
      String name = Setting.ENCRYPTION_PASSWORD.name();
      String password = properties.getProperty(name, "");
      if (password.isEmpty()) {
        throw new IllegalArgumentException("It is encrypted, but " + name + " is not set.");
      }
      encryption = new Encryption(new Secret(resolvePlaceholders(password)));
    }
    return encryption;
  }

  private String resolvePlaceholders(String text) {
    if (!text.contains("{{")) {
      return text;
    }
    try {
      String resolved = component().parseUri(text);
      return resolved == null ? "" : resolved;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(explain(String.valueOf(e.getMessage())), e);
    }
  }

  private String explain(String reason) {
    Matcher matcher = KEY.matcher(reason);
    if (!matcher.find()) {
      return reason.startsWith("The file ")
          ? reason
          : "A placeholder is not written as {{NAME}}: its braces don't match.";
    }
    String key = matcher.group(1);
    if (reason.startsWith("Circular")) {
      return "The placeholder {{" + key + "}} leads back to itself.";
    }
    if (key.startsWith("env:")) {
      return "The environment variable "
          + key.substring("env:".length())
          + " is not set. Set it, or give a default as in {{"
          + key
          + ":default}}.";
    }
    return "The placeholder {{"
        + key
        + "}} names nothing."
        + Nearest.hint(key, properties.stringPropertyNames());
  }

  private PropertiesComponent component() {
    if (component == null) {
      // Never started: it only has to look up properties and functions.
      CamelContext context = new DefaultCamelContext(false);
      component = context.getPropertiesComponent();
      component.addPropertiesSource(new Written(properties));
      component.addPropertiesFunction(new FileFunction(home));
    }
    return component;
  }

  /** The lines of the file. A source needs no type converter, which only a started Camel has. */
  private record Written(Properties properties) implements PropertiesSource {
    @Override
    public String getName() {
      return "application.properties";
    }

    @Override
    public String getProperty(String name) {
      return properties.getProperty(name);
    }
  }
}
