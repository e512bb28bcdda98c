package io.mailtrek.store.dav;

import io.mailtrek.store.Login;
import io.mailtrek.store.net.Connecting;
import io.mailtrek.store.net.HttpLogin;
import io.mailtrek.store.net.UriParameters;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Where a CalDAV and CardDAV server is and how to reach it.
 *
 * @param host its name, which its certificate must have
 * @param port its port
 * @param path where to begin to look; {@code /} for the places that RFC 6764 names. <code>
 *     {mailbox}</code> in it stands for the mailbox, <code>{local}</code> for its part before the @
 * @param tls whether the connection is protected
 * @param auth how to log in
 * @param connecting timeouts and whom to trust
 */
public record DavUri(
    String host, int port, String path, boolean tls, Auth auth, Connecting connecting) {

  /** How to log in. */
  public enum Auth {
    /** Name and password with each request (RFC 7617). */
    BASIC,
    /** The password is a token (RFC 6750). */
    BEARER;

    /** The value of the header Authorization. */
    String header(Login login) {
      return this == BEARER ? HttpLogin.bearer(login.secret().reveal()) : HttpLogin.basic(login);
    }
  }

  private static final String KIND = "DAV";
  private static final Set<String> PARAMETERS = Connecting.parametersAnd("security", "auth");

  /**
   * Reads {@code davs://host[:port][/path][?parameters]} (TLS, by default on port 443) or {@code
   * dav://…?security=none} (in the clear, by default on port 80). Parameters: {@code security},
   * {@code auth} ({@code basic} or {@code bearer}), {@code connectTimeout}, {@code readTimeout} (as
   * {@code 10s}, {@code 500ms}, {@code 2m}), {@code truststore}, {@code truststorePassword}.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static DavUri parse(String text) {
    // A URI has no braces; what they stand for is put in for each mailbox.
    URI uri = UriParameters.uri(KIND, text.replace("{", "%7B").replace("}", "%7D"));
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean tls = scheme.equals("davs");
    if (!tls && !scheme.equals("dav")) {
      throw new IllegalArgumentException(
          "The address of a DAV server begins with davs:// or dav://, not with '" + scheme + "'");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "A login does not belong into the address of the server: set username and password");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of the DAV server names no valid host and port: write "
              + scheme
              + "://host:port");
    }
    UriParameters parameters = UriParameters.of(KIND, uri.getRawQuery(), PARAMETERS);
    checkSecurity(tls, parameters.get("security").orElse(tls ? "tls" : ""));
    return new DavUri(
        uri.getHost(),
        UriParameters.port(uri.getPort(), tls ? 443 : 80),
        path(uri.getRawPath()),
        tls,
        auth(parameters.get("auth").orElse("basic")),
        Connecting.of(parameters));
  }

  private static void checkSecurity(boolean tls, String value) {
    if (tls && !value.equals("tls")) {
      throw new IllegalArgumentException(
          "davs:// is always TLS: remove security=" + value + ", or write dav://");
    }
    if (!tls && !value.equals("none")) {
      throw new IllegalArgumentException(
          "dav:// sends passwords in the clear: use davs://, or add security=none for tests and"
              + " trusted networks");
    }
  }

  private static Auth auth(String value) {
    return switch (value) {
      case "basic" -> Auth.BASIC;
      case "bearer" -> Auth.BEARER;
      default ->
          throw new IllegalArgumentException(
              "auth is basic or bearer for a DAV server, not '" + value + "'");
    };
  }

  private static String path(String raw) {
    String path = raw.isEmpty() ? "/" : raw;
    return path.replace("%7B", "{").replace("%7D", "}");
  }

  /** The same with a relative path of a truststore beginning at a folder. */
  public DavUri inFolder(Path folder) {
    return new DavUri(host, port, path, tls, auth, connecting.inFolder(folder));
  }

  /** The same with timeouts that are no longer than this. */
  DavUri within(Duration longest) {
    return new DavUri(host, port, path, tls, auth, connecting.within(longest));
  }

  /** Whether the path names the mailbox, so that it need not be the login's own. */
  boolean namesMailbox() {
    return path.contains("{mailbox}") || path.contains("{local}");
  }

  /** Where to begin to look for the mailbox of a login. */
  URI start(Login login) {
    String mailbox = account(login);
    String local = mailbox.substring(0, at(mailbox));
    return root()
        .resolve(path.replace("{mailbox}", encode(mailbox)).replace("{local}", encode(local)));
  }

  private static int at(String mailbox) {
    int at = mailbox.lastIndexOf('@');
    return at < 0 ? mailbox.length() : at;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
  }

  /** The server itself. */
  URI root() {
    return URI.create((tls ? "https://" : "http://") + host + ":" + port + "/");
  }

  /** What a server knows a mailbox by. */
  static String account(Login login) {
    return login.authorizationId().orElse(login.username());
  }

  /** Host and port, for messages. */
  public String server() {
    return host + ":" + port;
  }

  /** The address without its parameters. */
  @Override
  public String toString() {
    return (tls ? "davs://" : "dav://") + server() + (path.equals("/") ? "" : path);
  }
}
