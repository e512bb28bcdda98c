package io.mailtrek.api;

import io.mailtrek.config.Project;
import io.mailtrek.config.Setting;
import io.mailtrek.store.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** What the project is set to, without its secrets. */
public final class ProjectResource {
  private static final String HIDDEN = "***";

  /** A part of an address that is a secret: {@code truststorePassword=…}. */
  private static final Pattern SECRET_PART =
      Pattern.compile("(?i)([a-z]*(?:password|passwd|pwd|secret|token)=)[^&;\\s]*");

  private final Project project;

  ProjectResource(Project project) {
    this.project = project;
  }

  /** {@code GET /api/project}. */
  public void get(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          return new ProjectAnswer(
              project.name(),
              project.source().toString(),
              project.destination().toString(),
              project.mailboxes().size(),
              settings());
        });
  }

  private List<SettingAnswer> settings() {
    List<SettingAnswer> settings = new ArrayList<>();
    for (Setting<?> setting : Setting.ALL) {
      List<String> names =
          project.properties().stringPropertyNames().stream()
              .filter(
                  name -> Setting.named(name).filter(found -> found.equals(setting)).isPresent())
              .sorted()
              .toList();
      if (names.isEmpty()) {
        settings.add(
            new SettingAnswer(
                setting.name(), setting.standard().orElse(null), false, setting.sentence()));
      }
      for (String name : names) {
        String value = shown(setting, project.properties().getProperty(name));
        settings.add(new SettingAnswer(name, value, true, setting.sentence()));
      }
    }
    return settings;
  }

  private static String shown(Setting<?> setting, String value) {
    return secret(setting, value).isPresent()
        ? HIDDEN
        : SECRET_PART.matcher(value).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
  }

  private static Optional<Secret> secret(Setting<?> setting, String value) {
    try {
      return setting.parser().parse(value) instanceof Secret secret
          ? Optional.of(secret)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // A placeholder stands where a number or a word is expected: no secret.
      return Optional.empty();
    }
  }
}
