package io.mailtrek.store.imap;

import io.mailtrek.store.net.Connecting;
import io.mailtrek.store.net.UriParameters;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Where an IMAP server is and how to reach it.
 *
 * @param host its name, which its certificate must have
 * @param port its port
 * @param security how the connection is protected
 * @param connecting timeouts and whom to trust
 */
public record ImapUri(String host, int port, Security security, Connecting connecting) {

  /** How a connection is protected. */
  public enum Security {
    /** TLS from the first byte (RFC 8314), by default on port 993. */
    TLS,
    /** Upgraded by STARTTLS, which the server must offer, by default on port 143. */
    STARTTLS,
    /** In the clear, for tests and trusted networks. */
    NONE
  }

  private static final Set<String> PARAMETERS = Connecting.parametersAnd("security");

  /**
   * Reads {@code imaps://host[:port][?parameters]} (TLS) or {@code imap://…} (STARTTLS, or in the
   * clear with {@code security=none}). Parameters: {@code security}, {@code connectTimeout}, {@code
   * readTimeout} (as {@code 10s}, {@code 500ms}, {@code 2m}), {@code truststore}, {@code
   * truststorePassword}.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static ImapUri parse(String text) {
    URI uri = UriParameters.uri("IMAP", text);
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
    UriParameters parameters = UriParameters.of("IMAP", uri.getRawQuery(), PARAMETERS);
    return new ImapUri(
        uri.getHost().replaceAll("[\\[\\]]", ""),
        UriParameters.port(uri.getPort(), implicitTls ? 993 : 143),
        security(implicitTls, parameters.get("security").orElse("")),
        Connecting.of(parameters));
  }

  /** The same with a relative path of a truststore beginning at a folder. */
  public ImapUri inFolder(Path folder) {
    return new ImapUri(host, port, security, connecting.inFolder(folder));
  }

  /** The same with timeouts that are no longer than this. */
  ImapUri within(Duration longest) {
    return new ImapUri(host, port, security, connecting.within(longest));
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

  private static Security security(boolean implicitTls, String value) {
    if (value.isEmpty()) {
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
}
