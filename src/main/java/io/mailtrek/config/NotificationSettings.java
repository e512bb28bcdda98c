package io.mailtrek.config;

import io.mailtrek.store.Secret;
import java.net.URI;
import java.util.Set;

/** The settings of notifications. Each is explained by its sentence. */
public record NotificationSettings(
    Setting<Set<NotificationEvent>> events,
    Setting<String> mailTo,
    Setting<String> mailFrom,
    Setting<URI> mailServer,
    Setting<Notifications.Security> mailSecurity,
    Setting<String> mailUsername,
    Setting<Secret> mailPassword,
    Setting<String> mailTemplate,
    Setting<URI> webhookUrl,
    Setting<Secret> webhookSecret) {

  static NotificationSettings make() {
    return new NotificationSettings(
        Setting.setting(
            "notify.events",
            "all",
            "all, or some of pass-ended, first-error, mailbox-failed, with commas between",
            "What is told to those who are set below.",
            NotificationParser::events),
        Setting.setting(
            "notify.mail.to",
            null,
            "e-mail addresses with commas between",
            "Who gets an e-mail. Without this setting nobody does.",
            NotificationParser::addresses),
        Setting.setting(
            "notify.mail.from",
            null,
            "an e-mail address",
            "The sender of the e-mails.",
            NotificationParser::address),
        Setting.setting(
            "notify.mail.server",
            null,
            "smtps://HOST[:PORT] or smtp://HOST[:PORT]",
            "The mail server that sends them. smtps:// is TLS; smtp:// upgrades by STARTTLS.",
            NotificationParser::mailServer),
        Setting.setting(
            "notify.mail.security",
            "tls",
            "tls or none",
            "With none, smtp:// stays in the clear: for a mail server on the same machine.",
            text -> Parser.word(Notifications.Security.class, text)),
        Setting.setting(
            "notify.mail.username",
            null,
            "text",
            "The name to log in to the mail server with. Without it there is no login.",
            Parser::text),
        Setting.setting(
            "notify.mail.password",
            null,
            "text, best a placeholder like {{env:NAME}} or {{file:PATH}}",
            "The password for the mail server.",
            Secret::new),
        Setting.setting(
            "notify.mail.template",
            "config/notify-mail.txt",
            "a path, relative to the project's folder",
            "The text of the e-mails.",
            Parser::text),
        Setting.setting(
            "notify.webhook.url",
            null,
            "https://HOST[:PORT]/PATH, best a placeholder where the path is a secret",
            "Where notifications are posted to as JSON. Without this setting they are not.",
            NotificationParser::webhook),
        Setting.setting(
            "notify.webhook.secret",
            null,
            "text, best a placeholder like {{env:NAME}} or {{file:PATH}}",
            "The key that the requests are signed with (HMAC-SHA256).",
            Secret::new));
  }
}
