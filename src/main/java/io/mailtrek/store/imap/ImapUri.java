package io.mailtrek.store.imap;

import io.mailtrek.store.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an IMAP server is and how to reach it.
 *
 * @param host its name, which its certificate must have
 * @param port its port
 * @param security how the connection is protected
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long the server may be silent while it owes an answer
 * @param truststore a PKCS12 or JKS file, or a PEM file with certificates, to trust instead of the
 *     authorities that Java trusts
 * @param truststorePassword the password of the PKCS12 or JKS file
 */
public record ImapUri(
    String host,
    int port,
    Security security,
    Duration connectTimeout,
    Duration readTimeout,
    Optional<Path> truststore,
    Optional<Secret> truststorePassword) {

  /** How a connection is protected. */
  public enum Security {
    /** TLS from the first byte (RFC 8314), by default on port 993. */
    TLS,
    /** Upgraded by STARTTLS, which the server must offer, by default on port 143. */
    STARTTLS,
    /** In the clear, for tests and trusted networks. */
    NONE
  }

  private static final Set<String> PARAMETERS =
      new TreeSet<>(
          Set.of("security", "connectTimeout", "readTimeout", "truststore", "truststorePassword"));
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

  /**
   * Reads {@code imaps://host[:port][?parameters]} (TLS) or {@code imap://…} (STARTTLS, or in the
   * clear with {@code security=none}). Parameters: {@code security}, {@code connectTimeout}, {@code
   * readTimeout} (as {@code 10s}, {@code 500ms}, {@code 2m}), {@code truststore}, {@code
   * truststorePassword}.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static ImapUri parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean implicitTls = scheme.equals("imaps");
    if (!implicitTls && !scheme.equals("imap")) {
      throw new IllegalArgumentException(
          "The address of an IMAP server begins with imaps:// or imap://, not with '"
              + scheme
              + "'");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "A login does not belong into the address of the server: set username and password");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of the IMAP server names no valid host and port: write "
              + scheme
              + "://host:port");
    }
    if (!uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
      throw new IllegalArgumentException(
          "The address of an IMAP server has no path: remove '" + uri.getRawPath() + "'");
    }
    Map<String, String> parameters = parameters(uri.getRawQuery());
    return new ImapUri(
        uri.getHost().replaceAll("[\\[\\]]", ""),
        port(uri.getPort(), implicitTls ? 993 : 143),
        security(implicitTls, parameters.get("security")),
        duration("connectTimeout", parameters.getOrDefault("connectTimeout", "10s")),
        duration("readTimeout", parameters.getOrDefault("readTimeout", "60s")),
        Optional.ofNullable(parameters.get("truststore")).map(Path::of),
        Optional.ofNullable(parameters.get("truststorePassword")).map(Secret::new));
  }

  /** The same with a relative path of a truststore beginning at a folder. */
  public ImapUri inFolder(Path folder) {
    return new ImapUri(
        host,
        port,
        security,
        connectTimeout,
        readTimeout,
        truststore.map(folder::resolve),
        truststorePassword);
  }

  /** The same with timeouts that are no longer than this. */
  ImapUri within(Duration longest) {
    return new ImapUri(
        host,
        port,
        security,
        shorter(connectTimeout, longest),
        shorter(readTimeout, longest),
        truststore,
        truststorePassword);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Host and port, for messages. */
  public String server() {
    return host + ":" + port;
  }

  /** The address without its parameters. */
  @Override
  public String toString() {
    return (security == Security.TLS ? "imaps://" : "imap://") + server();
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The text itself may hold the password of a truststore.
      throw new IllegalArgumentException(
          "The address of the IMAP server is no URI: "
              + e.getReason()
              + " at character "
              + (e.getIndex() + 1));
    }
  }

  private static int port(int port, int standard) {
    if (port == 0 || port > 65535) {
      throw new IllegalArgumentException("A port is a number from 1 to 65535, not " + port);
    }
    return port < 0 ? standard : port;
  }

  private static Security security(boolean implicitTls, String value) {
    if (value == null) {
      return implicitTls ? Security.TLS : Security.STARTTLS;
    }
    if (implicitTls) {
      if (value.equals("tls")) {
        return Security.TLS;
      }
      throw new IllegalArgumentException(
          "imaps:// is always TLS: remove security=" + value + ", or write imap://");
    }
    return switch (value) {
      case "starttls" -> Security.STARTTLS;
      case "none" -> Security.NONE;
      default ->
          throw new IllegalArgumentException(
              "security is starttls or none for imap://, not '" + value + "'");
    };
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      if (!PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown parameter '" + name + "' of an IMAP server; known are " + PARAMETERS);
      }
      if (equals < 0 || equals == part.length() - 1) {
        throw new IllegalArgumentException("The parameter '" + name + "' has no value");
      }
      if (parameters.put(name, decode(part.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("The parameter '" + name + "' is given twice");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    // A plus in a file name or a password stands for itself.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Duration duration(String name, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          name + " is a duration such as 500ms, 10s or 2m, not '" + value + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
