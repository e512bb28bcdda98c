package io.mailtrek.store.exchange;

import io.mailtrek.store.Login;
import io.mailtrek.store.net.Connecting;
import io.mailtrek.store.net.UriParameters;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Where Exchange Web Services are and how to reach them.
 *
 * @param host its name, which its certificate must have
 * @param port its port
 * @param path where the services are; {@link #AUTODISCOVER} when the host is a mail domain, whose
 *     Autodiscover service tells that
 * @param tls whether the connection is protected
 * @param auth how to log in
 * @param tokens where tokens for OAuth 2.0 come from; empty when the password is one
 * @param atOnce how many requests may be under way together, over all mailboxes
 * @param archive whether the archive mailbox is read, too
 * @param recoverableItems whether what was deleted and can still be had back is read, too
 * @param mailDate what counts as the date of a message
 * @param timeZone that of whole days, and of times that name none
 * @param connecting timeouts and whom to trust
 */
public record ExchangeUri(
    String host,
    int port,
    String path,
    boolean tls,
    Auth auth,
    Optional<TokenEndpoint> tokens,
    int atOnce,
    boolean archive,
    boolean recoverableItems,
    MailDate mailDate,
    ZoneId timeZone,
    Connecting connecting) {

  /** The path that stands for looking where the services are. */
  public static final String AUTODISCOVER = "/autodiscover";

  private static final String KIND = "Exchange";
  private static final String SERVICES = "/EWS/Exchange.asmx";
  private static final int AT_ONCE = 5;
  private static final Set<String> PARAMETERS =
      Connecting.parametersAnd(
          "security",
          "auth",
          "tokenEndpoint",
          "clientId",
          "scope",
          "atOnce",
          "archive",
          "recoverableItems",
          "mailDate",
          "timeZone");

  /** How to log in. */
  public enum Auth {
    /** Name and password with each request (RFC 7617). */
    BASIC,
    /** A token with each request (RFC 6750). */
    OAUTH2
  }

  /** By which property a message has its date. */
  public enum MailDate {
    RECEIVED,
    SENT,
    CREATED
  }

  /**
   * Where an application gets tokens for itself (RFC 6749 §4.4).
   *
   * @param uri where to ask
   * @param clientId the name of the application; its secret is the password of the login
   * @param scope what the token is to be for
   */
  public record TokenEndpoint(URI uri, String clientId, String scope) {}

  /**
   * Reads {@code ews://host[:port][/path][?parameters]}, which is https, by default on port 443 and
   * at {@code /EWS/Exchange.asmx}; only {@code security=none} is http. With the path {@code
   * /autodiscover} the host is a mail domain. Parameters: {@code security}, {@code auth} ({@code
   * basic} or {@code oauth2}), {@code tokenEndpoint}, {@code clientId}, {@code scope}, {@code
   * atOnce}, {@code archive} and {@code recoverableItems} ({@code true} or {@code false}), {@code
   * mailDate} ({@code received}, {@code sent} or {@code created}), {@code timeZone}, and those of
   * {@link Connecting}.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static ExchangeUri parse(String text) {
    URI uri = UriParameters.uri(KIND, text);
    if (!"ews".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "The address of an Exchange server begins with ews://, not with '"
              + Optional.ofNullable(uri.getScheme()).orElse("")
              + "'");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "A login does not belong into the address of the server: set username and password");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of the Exchange server names no valid host and port: write ews://host:port");
    }
    UriParameters parameters = UriParameters.of(KIND, uri.getRawQuery(), PARAMETERS);
    boolean tls = tls(parameters.get("security").orElse("tls"));
    Auth auth = auth(parameters.get("auth").orElse("basic"));
    return new ExchangeUri(
        uri.getHost(),
        UriParameters.port(uri.getPort(), tls ? 443 : 80),
        path(uri.getRawPath()),
        tls,
        auth,
        tokens(auth, tls, uri.getHost(), parameters),
        parameters.number("atOnce", 1, 100, AT_ONCE),
        parameters.trueOrFalse("archive"),
        parameters.trueOrFalse("recoverableItems"),
        mailDate(parameters.get("mailDate").orElse("received")),
        parameters.get("timeZone").map(ExchangeUri::zone).orElseGet(ZoneId::systemDefault),
        Connecting.of(parameters));
  }

  private static boolean tls(String value) {
    return switch (value) {
      case "tls" -> true;
      case "none" -> false;
      default ->
          throw new IllegalArgumentException(
              "security is tls or none for an Exchange server, not '" + value + "'");
    };
  }

  private static Auth auth(String value) {
    return switch (value) {
      case "basic" -> Auth.BASIC;
      case "oauth2" -> Auth.OAUTH2;
      default ->
          throw new IllegalArgumentException(
              "auth is basic or oauth2 for an Exchange server, not '" + value + "'");
    };
  }

  private static MailDate mailDate(String value) {
    return switch (value) {
      case "received" -> MailDate.RECEIVED;
      case "sent" -> MailDate.SENT;
      case "created" -> MailDate.CREATED;
      default ->
          throw new IllegalArgumentException(
              "mailDate is received, sent or created for an Exchange server, not '" + value + "'");
    };
  }

  private static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone is the name of a time zone, such as Europe/Berlin, not '" + value + "'", e);
    }
  }

  private static String path(String raw) {
    if (raw.isEmpty() || raw.equals("/")) {
      return SERVICES;
    }
    return raw.equalsIgnoreCase(AUTODISCOVER) || raw.equalsIgnoreCase(AUTODISCOVER + "/")
        ? AUTODISCOVER
        : raw;
  }

  private static Optional<TokenEndpoint> tokens(
      Auth auth, boolean tls, String host, UriParameters parameters) {
    Optional<URI> endpoint =
        parameters.get("tokenEndpoint").map(text -> UriParameters.uri("token", text));
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    if (auth != Auth.OAUTH2) {
      throw new IllegalArgumentException("tokenEndpoint is for auth=oauth2: add that");
    }
    if (endpoint.get().getHost() == null
        || !("https".equals(endpoint.get().getScheme())
            || (!tls && "http".equals(endpoint.get().getScheme())))) {
      throw new IllegalArgumentException("tokenEndpoint is an address with https://");
    }
    return Optional.of(
        new TokenEndpoint(
            endpoint.get(),
            parameters
                .get("clientId")
                .orElseThrow(
                    () -> new IllegalArgumentException("tokenEndpoint needs a clientId, too")),
            parameters.get("scope").orElse("https://" + host + "/.default")));
  }

  /** The same with a relative path of a truststore beginning at a folder. */
  public ExchangeUri inFolder(Path folder) {
    return connecting(connecting.inFolder(folder));
  }

  /** The same with timeouts that are no longer than this. */
  ExchangeUri within(Duration longest) {
    return connecting(connecting.within(longest));
  }

  private ExchangeUri connecting(Connecting other) {
    return new ExchangeUri(
        host,
        port,
        path,
        tls,
        auth,
        tokens,
        atOnce,
        archive,
        recoverableItems,
        mailDate,
        timeZone,
        other);
  }

  /** Whether the services have to be looked for first. */
  boolean discovers() {
    return path.equals(AUTODISCOVER);
  }

  /** The address of a path at the host. */
  URI at(String other) {
    return URI.create((tls ? "https://" : "http://") + host + ":" + port + other);
  }

  /** What a server knows a mailbox by. */
  static String mailbox(Login login) {
    return login.authorizationId().orElse(login.username());
  }

  /** Host and port, for messages. */
  public String server() {
    return host + ":" + port;
  }

  /** The address without its parameters. */
  @Override
  public String toString() {
    return "ews://" + server() + path;
  }
}
