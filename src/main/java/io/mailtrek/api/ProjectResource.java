package io.mailtrek.api;

import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Setting;
import io.mailtrek.ledger.CutoverLog.Cutover;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.report.Moments;
import io.mailtrek.store.Secret;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the project is set to, without its secrets. */
public final class ProjectResource {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectResource.class);
  private static final String HIDDEN = "***";

  /** A part of an address that is a secret: {@code truststorePassword=…}. */
  private static final Pattern SECRET_PART =
      Pattern.compile("(?i)([a-z]*(?:password|passwd|pwd|secret|token)=)[^&;\\s]*");

  private final Supplier<PassEngine> engine;

  ProjectResource(Supplier<PassEngine> engine) {
    this.engine = engine;
  }

  /** {@code GET /api/project}. */
  public void get(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          Project project = engine.get().project();
          return new ProjectAnswer(
              project.name(),
              project.source().toString(),
              project.destination().toString(),
              project.mailboxes().size(),
              ZoneId.systemDefault().getId(),
              Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse(""),
              settings(project));
        });
  }

  /** {@code GET /api/project/steps}. */
  public void steps(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          return Steps.of(engine.get());
        });
  }

  /** {@code POST /api/project/cutover}. */
  public void recordCutover(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          CutoverOrder order = Answers.body(exchange, CutoverOrder.class);
          Instant now = Instant.now();
          Instant at =
              order.at() == null ? now : PassOrders.parsed(() -> OlderThan.instant(order.at()));
          engine.get().ledger().cutover().put(new Cutover(at, now));
          LOG.info("The MX cutover is recorded for {}.", Moments.inFull(at));
          return Steps.of(engine.get());
        });
  }

  /** {@code DELETE /api/project/cutover}. */
  public void removeCutover(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          engine.get().ledger().cutover().remove();
          LOG.info("The record of the MX cutover was taken back.");
          return Steps.of(engine.get());
        });
  }

  private static List<SettingAnswer> settings(Project project) {
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
