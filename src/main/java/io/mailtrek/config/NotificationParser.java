package io.mailtrek.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the values of {@link NotificationSettings}. */
final class NotificationParser {
  private static final String ADDRESS = "[^\\s@,;<>\"]+@[^\\s@,;<>\"]+";

  private NotificationParser() {}

  static Set<NotificationEvent> events(String text) {
    if (text.equalsIgnoreCase("all")) {
      return EnumSet.allOf(NotificationEvent.class);
    }
    EnumSet<NotificationEvent> events = EnumSet.noneOf(NotificationEvent.class);
    for (String word : text.split(",", -1)) {
      events.add(Parser.word(NotificationEvent.class, word.trim()));
    }
    return events;
  }

  static String addresses(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .map(NotificationParser::address)
        .collect(Collectors.joining(","));
  }

  static String address(String text) {
    if (!text.matches(ADDRESS)) {
      throw new IllegalArgumentException("'" + text + "' is not an e-mail address.");
    }
    return text;
  }

  static URI mailServer(String text) {
    URI uri =
        uri(text, List.of("smtp", "smtps"), "The mail server is not smtps://HOST or smtp://HOST.");
    boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
    if (!plain || !uri.getRawPath().isEmpty()) {
      throw new IllegalArgumentException(
          "The mail server is smtps://HOST[:PORT] or smtp://HOST[:PORT] and nothing more; its login"
              + " is set by mailtrek.notify.mail.username.");
    }
    return uri;
  }

  static URI webhook(String text) {
    return uri(
        text, List.of("https", "http"), "The address of the webhook is not https://HOST/PATH.");
  }

  /** The message does not show the text, which may hold a secret. */
  private static URI uri(String text, List<String> schemes, String message) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && uri.getScheme() != null
          && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(message);
    }
    throw new IllegalArgumentException(message);
  }
}
