package io.mailtrek.store.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a server's address, as in {@code imaps://host?readTimeout=2m}. What is wrong
 * with one is told as an {@link IllegalArgumentException}.
 */
public final class UriParameters {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

  private final Map<String, String> values;

  private UriParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads an address.
   *
   * @param kind what server it is of, for messages: {@code IMAP}
   */
  public static URI uri(String kind, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The text itself may hold the password of a truststore.
      throw new IllegalArgumentException(
          "The address of the "
              + kind
              + " server is no URI: "
              + e.getReason()
              + " at character "
              + (e.getIndex() + 1));
    }
  }

  /**
   * Reads the parameters of an address.
   *
   * @param kind what server it is of, for messages: {@code IMAP}
   * @param query the undecoded part behind the question mark; null where there is none
   * @param known the names that there are
   */
  public static UriParameters of(String kind, String query, Set<String> known) {
    Map<String, String> parameters = new TreeMap<>();
    if (query != null && !query.isEmpty()) {
      for (String part : query.split("&", -1)) {
        add(kind, part, known, parameters);
      }
    }
    return new UriParameters(parameters);
  }

  private static void add(
      String kind, String part, Set<String> known, Map<String, String> parameters) {
    int equals = part.indexOf('=');
    String name = decode(equals < 0 ? part : part.substring(0, equals));
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "Unknown parameter '"
              + name
              + "' of "
              + (kind.matches("[AEIOU].*") ? "an " : "a ")
              + kind
              + " server; known are "
              + new TreeSet<>(known));
    }
    if (equals < 0 || equals == part.length() - 1) {
      throw new IllegalArgumentException("The parameter '" + name + "' has no value");
    }
    if (parameters.put(name, decode(part.substring(equals + 1))) != null) {
      throw new IllegalArgumentException("The parameter '" + name + "' is given twice");
    }
  }

  private static String decode(String text) {
    // A plus in a file name or a password stands for itself.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The value of a parameter; empty when it is not given. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A duration as {@code 10s}, {@code 500ms}, {@code 2m}. */
  public Duration duration(String name, Duration standard) {
    if (!values.containsKey(name)) {
      return standard;
    }
    Matcher matcher = DURATION.matcher(values.get(name));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          name + " is a duration such as 500ms, 10s or 2m, not '" + values.get(name) + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** A whole number. */
  public int number(String name, int least, int most, int standard) {
    String text = values.getOrDefault(name, String.valueOf(standard));
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          name + " is a whole number from " + least + " to " + most + ", not '" + text + "'");
    }
    return number;
  }

  /** A parameter that is {@code true} or {@code false}, and false where it is not given. */
  public boolean trueOrFalse(String name) {
    String text = values.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(name + " is true or false, not '" + text + "'");
    }
    return text.equals("true");
  }

  /** The port of an address, where it has one, else the usual. */
  public static int port(int port, int standard) {
    if (port == 0 || port > 65535) {
      throw new IllegalArgumentException("A port is a number from 1 to 65535, not " + port);
    }
    return port < 0 ? standard : port;
  }
}
