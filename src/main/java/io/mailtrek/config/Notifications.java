package io.mailtrek.config;

import io.mailtrek.store.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of what happens in passes.
 *
 * @param events what they are told of
 * @param mail by e-mail
 * @param webhook by an HTTP request
 */
public record Notifications(
    Set<NotificationEvent> events, Optional<Mail> mail, Optional<Webhook> webhook) {

  /** Nobody is told. */
  public static final Notifications NONE =
      new Notifications(Set.of(), Optional.empty(), Optional.empty());

  /** Makes the set immutable. */
  public Notifications {
    events = Set.copyOf(events);
  }

  /** How a connection to a mail server is protected. */
  public enum Security {
    /** By TLS; with {@code smtp:} the connection is upgraded before anything is sent. */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * The mail server that sends notifications.
   *
   * @param server {@code smtps://HOST:PORT} or {@code smtp://HOST:PORT}
   * @param login the name to log in with; without it there is no login
   * @param password for the login
   * @param template the file with the text
   */
  public record Mail(
      URI server,
      Security security,
      Optional<String> login,
      Optional<Secret> password,
      Path template) {}

  /**
   * The HTTP server that takes notifications.
   *
   * @param address where they are posted to; it may be a secret by itself
   * @param secret the key that they are signed with
   */
  public record Webhook(URI address, Secret secret) {

    /** Without the path, which may be a secret. */
    @Override
    public String toString() {
      return "Webhook[" + address.getHost() + "]";
    }
  }
}
