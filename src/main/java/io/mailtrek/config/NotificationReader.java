package io.mailtrek.config;

import io.mailtrek.store.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@link Notifications} from the settings, and reports what is missing. */
final class NotificationReader {
  private static final NotificationSettings SETTINGS = Setting.NOTIFY;

  private final Path home;
  private final Values values;
  private final List<Mistake> mistakes;

  NotificationReader(Path home, Values values, List<Mistake> mistakes) {
    this.home = home;
    this.values = values;
    this.mistakes = mistakes;
  }

  Notifications read() {
    return new Notifications(values.standard(SETTINGS.events()), mail(), webhook());
  }

  private Optional<Notifications.Mail> mail() {
    if (values.get(SETTINGS.mailTo()).isEmpty()) {
      return Optional.empty();
    }
    Optional<String> from = required(SETTINGS.mailFrom(), SETTINGS.mailTo());
    Optional<URI> server = required(SETTINGS.mailServer(), SETTINGS.mailTo());
    Optional<String> username = values.get(SETTINGS.mailUsername());
    Optional<Secret> password =
        username.isPresent()
            ? required(SETTINGS.mailPassword(), SETTINGS.mailUsername())
            : Optional.empty();
    Notifications.Security security = values.standard(SETTINGS.mailSecurity());
    Path template = template();
    return from.isPresent() && server.isPresent()
        ? Optional.of(new Notifications.Mail(server.get(), security, username, password, template))
        : Optional.empty();
  }

  private Path template() {
    Path template = home.resolve(values.standard(SETTINGS.mailTemplate()));
    if (!Files.isReadable(template)) {
      mistakes.add(
          values.mistake(
              SETTINGS.mailTemplate(),
              "The text of the e-mails can't be read: there is no "
                  + template
                  + ". Copy MailTrek's own config/notify-mail.txt there."));
    }
    return template;
  }

  private Optional<Notifications.Webhook> webhook() {
    Optional<URI> address = values.get(SETTINGS.webhookUrl());
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return required(SETTINGS.webhookSecret(), SETTINGS.webhookUrl())
        .map(secret -> new Notifications.Webhook(address.get(), secret));
  }

  /** A setting that must be set because another one is. */
  private <T> Optional<T> required(Setting<T> setting, Setting<?> because) {
    if (values.has(setting)) {
      return values.get(setting);
    }
    mistakes.add(
        values.mistake(
            because, because.name() + " is set, but " + setting.name() + " is not. Set it, too."));
    return Optional.empty();
  }
}
